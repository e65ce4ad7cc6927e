using System.Text;

namespace Rectification.Verifier;

/// <summary>The root over lines of text, in the shape of RFC 6962.</summary>
internal static class MerkleTree
{
    /// <param name="lines">In ordinal order.</param>
    public static Hash Root(IEnumerable<string> lines)
    {
        var level = new List<Hash>();
        foreach (var line in lines)
        {
            var bytes = new byte[1 + Encoding.UTF8.GetByteCount(line)];
            Encoding.UTF8.GetBytes(line, bytes.AsSpan(1));
            level.Add(Hash.Of(bytes));
        }

        Span<byte> node = stackalloc byte[1 + 2 * Hash.Size];
        node[0] = 1;
        while (level.Count > 1)
        {
            var above = new List<Hash>((level.Count + 1) / 2);
            for (var i = 0; i + 1 < level.Count; i += 2)
            {
                level[i].CopyTo(node[1..]);
                level[i + 1].CopyTo(node[(1 + Hash.Size)..]);
                above.Add(Hash.Of(node));
            }

            if (level.Count % 2 == 1)
            {
                above.Add(level[^1]);
            }

            level = above;
        }

        return level[0];
    }
}
