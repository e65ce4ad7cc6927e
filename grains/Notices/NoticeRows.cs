using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Storage;

namespace Rectification.Notices;

/// <summary>A part of a frozen text.</summary>
[GenerateSerializer, Immutable, Alias("notice-part")]
public sealed record NoticePart
{
    [Id(0)] public required byte[] Bytes { get; init; }

    /// <summary>How many parts the text has.</summary>
    [Id(1)] public required int Parts { get; init; }
}

/// <summary>
/// The texts of frozen notices as rows, in parts that every store takes. Their keys carry the hash: an attempt that never became an entry of the chain
/// is never read, and never overwrites another.
/// </summary>
internal sealed class NoticeRows(RowStore rows)
{
    private const string State = "notice-part-v1";
    private const string Type = "notice-part";
    private const int PartBytes = 256 * 1024;

    public static byte[] BytesOf(NoticeBody body) => JsonSerializer.SerializeToUtf8Bytes(body, NoticeBodyJson.Canonical.NoticeBody);

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public async Task Write(string plan, int no, byte[] bytes)
    {
        var hash = HashOf(bytes);
        var parts = bytes.Chunk(PartBytes).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            await rows.Write(State, Type, Key(plan, no, hash, i), new NoticePart { Bytes = parts[i], Parts = parts.Count });
        }
    }

    public async Task<byte[]> Read(string plan, int no, string hash)
    {
        var whole = new MemoryStream();
        for (int i = 0, of = 1; i < of; i++)
        {
            var part = await rows.Read<NoticePart>(State, Type, Key(plan, no, hash, i))
                ?? throw new InvalidDataException($"Part {i} of notice {no} of plan {plan} is missing.");
            whole.Write(part.Bytes);
            of = part.Parts;
        }

        var bytes = whole.ToArray();
        return HashOf(bytes) == hash ? bytes : throw new InvalidDataException($"The text of notice {no} of plan {plan} is not the one that was frozen.");
    }

    private static string Key(string plan, int no, string hash, int part) => string.Create(CultureInfo.InvariantCulture, $"{plan}:{no}:{hash}:{part}");
}
