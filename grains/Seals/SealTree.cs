using System.Security.Cryptography;
using System.Text;

namespace Rectification.Seals;

/// <summary>The Merkle tree of a seal, in the shape of RFC 6962: a leaf is never taken for a node, an odd node goes up as it is.</summary>
internal static class SealTree
{
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    /// <summary>Root over the lines, which are sorted here, hexadecimal.</summary>
    public static string Root(IEnumerable<string> lines)
    {
        var level = lines.Order(StringComparer.Ordinal).Select(line => SHA256.HashData([LeafMark, .. Encoding.UTF8.GetBytes(line)])).ToList();
        while (level.Count > 1)
        {
            level = [.. level.Chunk(2).Select(pair => pair is [var left, var right] ? SHA256.HashData([NodeMark, .. left, .. right]) : pair[0])];
        }

        return Convert.ToHexStringLower(level[0]);
    }
}
