using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Storage;

namespace Rectification.Opinions;

/// <summary>What somebody said, as it is kept beside the chain.</summary>
[GenerateSerializer, Immutable, Alias("opinion-content")]
public sealed record OpinionContent
{
    [Id(0)] public required string Text { get; init; }
    [Id(1)] public string? Contact { get; init; }
    [Id(2)] public OpinionFile? File { get; init; }
}

/// <summary>A part of an attachment.</summary>
[GenerateSerializer, Immutable, Alias("opinion-part")]
public sealed record OpinionPart
{
    [Id(0)] public required byte[] Bytes { get; init; }
}

/// <summary>
/// Opinions and their attachments as rows, attachments in parts that every store takes. Their keys carry the hash: an attempt that never became an entry of
/// the chain is never read, and never overwrites another.
/// </summary>
internal sealed class OpinionRows(RowStore rows)
{
    private const string ContentState = "opinion-content-v1";
    private const string ContentType = "opinion-content";
    private const string PartState = "opinion-part-v1";
    private const string PartType = "opinion-part";
    private const int PartBytes = 256 * 1024;

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string HashOf(OpinionContent content) => HashOf(JsonSerializer.SerializeToUtf8Bytes(content, OpinionJson.Canonical.OpinionContent));

    public async Task Write(string plan, int no, OpinionContent content, byte[]? file)
    {
        var (hash, part) = (HashOf(content), 0);
        foreach (var bytes in (file ?? []).Chunk(PartBytes))
        {
            await rows.Write(PartState, PartType, PartKey(plan, no, content.File!, part++), new OpinionPart { Bytes = bytes });
        }

        await rows.Write(ContentState, ContentType, Key(plan, no, hash), content);
    }

    public async Task<OpinionContent> Read(string plan, int no, string hash)
    {
        var content = await rows.Read<OpinionContent>(ContentState, ContentType, Key(plan, no, hash))
            ?? throw new InvalidDataException($"Opinion {no} of plan {plan} is missing.");
        return HashOf(content) == hash ? content : throw new InvalidDataException($"Opinion {no} of plan {plan} is not what was received.");
    }

    public async Task<byte[]> ReadFile(string plan, int no, OpinionFile file)
    {
        var whole = new MemoryStream();
        for (var part = 0; whole.Length < file.Size; part++)
        {
            var read = await rows.Read<OpinionPart>(PartState, PartType, PartKey(plan, no, file, part))
                ?? throw new InvalidDataException($"Part {part} of the attachment of opinion {no} of plan {plan} is missing.");
            whole.Write(read.Bytes);
        }

        var bytes = whole.ToArray();
        return HashOf(bytes) == file.Sha256 ? bytes
            : throw new InvalidDataException($"The attachment of opinion {no} of plan {plan} is not what was received.");
    }

    private static string Key(string plan, int no, string hash) => string.Create(CultureInfo.InvariantCulture, $"{plan}:{no}:{hash}");

    private static string PartKey(string plan, int no, OpinionFile file, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{plan}:{no}:{file.Sha256}:{part}");
}
