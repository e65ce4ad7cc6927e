using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rectification.Storage;

namespace Rectification.Seals;

/// <summary>Some leaves of a seal: lines of text, each ended by a line feed.</summary>
[GenerateSerializer, Immutable, Alias("seal-page")]
public sealed record SealPage
{
    [Id(0)] public required byte[] Lines { get; init; }
}

/// <summary>Where the leaves of a seal are. A page that is as in the seal before is that seal's row.</summary>
[GenerateSerializer, Immutable, Alias("seal-leaves")]
public sealed record SealLeaves
{
    [Id(0)] public required ImmutableArray<SealPageRef> Pages { get; init; }
}

[GenerateSerializer, Immutable, Alias("seal-page-ref")]
public sealed record SealPageRef
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required string RowKey { get; init; }

    /// <summary>SHA-256 of the page's bytes, hexadecimal.</summary>
    [Id(2)] public required string Hash { get; init; }
}

/// <summary>
/// The leaves of seals as rows. Their keys carry the root: an attempt whose entry never got into the chain leaves rows that are never read, and
/// never overwrites those of another.
/// </summary>
internal sealed class SealRows(RowStore rows)
{
    private const string LeavesState = "seal-leaves-v1";
    private const string PageState = "seal-page-v1";
    private const string LeavesType = "seal-leaves";
    private const string PageType = "seal-page";
    private const int RootDigits = 16;

    public async Task Write(string plan, long no, string root, IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> pages, SealLeaves? before)
    {
        var known = before?.Pages.ToDictionary(page => page.Name, StringComparer.Ordinal) ?? [];
        var refs = new SealPageRef[pages.Count];
        for (var from = 0; from < pages.Count; from += RowStore.Window)
        {
            await Task.WhenAll(Enumerable.Range(from, Math.Min(RowStore.Window, pages.Count - from)).Select(async i =>
                refs[i] = await Page(Key(plan, no, root), pages[i].Name, pages[i].Lines, known.GetValueOrDefault(pages[i].Name))));
        }

        await rows.Write(LeavesState, LeavesType, Key(plan, no, root), new SealLeaves { Pages = [.. refs] });
    }

    public async Task<SealLeaves> Leaves(string plan, long no, string root) =>
        await rows.Read<SealLeaves>(LeavesState, LeavesType, Key(plan, no, root))
        ?? throw new InvalidDataException($"The leaves of seal {no} of plan {plan} are missing.");

    public async Task<IReadOnlyList<string>> Lines(SealPageRef page)
    {
        var read = await rows.Read<SealPage>(PageState, PageType, page.RowKey) ?? throw new InvalidDataException($"Seal page {page.RowKey} is missing.");
        return Encoding.UTF8.GetString(read.Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<SealPageRef> Page(string key, string name, IReadOnlyList<string> lines, SealPageRef? before)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (before?.Hash == hash)
        {
            return before;
        }

        var rowKey = $"{key}:{name}";
        await rows.Write(PageState, PageType, rowKey, new SealPage { Lines = bytes });
        return new() { Name = name, RowKey = rowKey, Hash = hash };
    }

    private static string Key(string plan, long no, string root) => string.Create(CultureInfo.InvariantCulture, $"{plan}:{no}:{root[..RootDigits]}");
}
