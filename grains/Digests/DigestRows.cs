using System.Globalization;
using Rectification.Storage;

namespace Rectification.Digests;

/// <summary>A part of a digest's bytes.</summary>
[GenerateSerializer, Immutable, Alias("digest-bytes")]
public sealed record DigestBytes
{
    [Id(0)] public required byte[] Bytes { get; init; }

    /// <summary>How many parts there are.</summary>
    [Id(1)] public required int Parts { get; init; }
}

/// <summary>When a plan was first asked for digests: none is due for the time before.</summary>
[GenerateSerializer, Immutable, Alias("digest-beginning")]
public sealed record DigestBeginning
{
    [Id(0)] public required DateTimeOffset At { get; init; }
}

/// <summary>
/// The bytes of digests as rows, beside their chain. Keys carry the hash: an attempt whose entry never got into the chain leaves rows that are never
/// read, and never overwrites those of another.
/// </summary>
internal sealed class DigestRows(RowStore rows)
{
    private const string StateName = "digest-v1";
    private const string BytesType = "digest-bytes";
    private const string BeginningState = "digest-beginning-v1";
    private const string BeginningType = "digest-beginning";

    /// <summary>What fits a row of every store with room to spare.</summary>
    private const int PartBytes = 256 * 1024;
    private const int HashDigits = 16;

    /// <summary>When the plan was first asked for digests, which is now if it never was.</summary>
    public async Task<DateTimeOffset> Beginning(string plan, DateTimeOffset now)
    {
        if (await rows.Read<DigestBeginning>(BeginningState, BeginningType, plan) is { } known)
        {
            return known.At;
        }

        await rows.Write(BeginningState, BeginningType, plan, new DigestBeginning { At = now });
        return now;
    }

    public async Task Write(string plan, DateOnly period, string sha256, byte[] content)
    {
        var parts = content.Chunk(PartBytes).ToList();
        foreach (var (part, bytes) in parts.Index())
        {
            await rows.Write(StateName, BytesType, Key(plan, period, sha256, part), new DigestBytes { Bytes = bytes, Parts = parts.Count });
        }
    }

    /// <exception cref="InvalidDataException">A part is missing.</exception>
    public async Task<byte[]> Read(string plan, DateOnly period, string sha256)
    {
        var content = new List<byte>();
        for (var (part, parts) = (0, 1); part < parts; part++)
        {
            var read = await rows.Read<DigestBytes>(StateName, BytesType, Key(plan, period, sha256, part))
                ?? throw new InvalidDataException($"Part {part} of the digest {period:O} of plan {plan} is missing.");
            content.AddRange(read.Bytes);
            parts = read.Parts;
        }

        return [.. content];
    }

    private static string Key(string plan, DateOnly period, string sha256, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{plan}:{period:yyyy-MM-dd}:{sha256[..HashDigits]}:{part}");
}
