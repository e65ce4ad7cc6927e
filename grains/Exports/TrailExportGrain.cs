using System.Text.Json;
using Orleans.Concurrency;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Seals;
using Rectification.Trails;

namespace Rectification.Exports;

/// <summary>
/// Reads what the seals bind: rosters, then every chain up to the last seal, then the seals with the leaves that changed. What is read was
/// sealed and never changes, so the parts fit together however long the whole takes.
/// </summary>
[GrainType("trail-export"), StatelessWorker]
internal sealed class TrailExportGrain(PlanServices plans, IEnumerable<IChainSource> sources, RosterLines rosterLines, SealRows sealRows)
    : Grain, ITrailExportGrain
{
    /// <summary>A part ends when it has about this many characters.</summary>
    private const int PartCharacters = 512 * 1024;

    /// <summary>Entries read at once from one chain.</summary>
    private const int Slice = 500;

    private string Plan => this.GetPrimaryKeyString();

    public async Task<ExportPart> Read(ExportCursor cursor)
    {
        var seals = await Seals(cursor.Seal);
        return cursor.Stage switch
        {
            ExportStage.Head => Head(cursor, seals[^1]),
            ExportStage.Roster => await Roster(cursor, seals),
            ExportStage.Chains => await Chains(cursor, seals[^1]),
            ExportStage.Seals => await Leaves(cursor, seals),
            _ => throw new InvalidOperationException($"No such part of an export: {cursor.Stage}."),
        };
    }

    private ExportPart Head(ExportCursor cursor, SealedEntry last)
    {
        var lines = new ExportLines();
        lines.Export(Plan, cursor.Seal, last.At);
        return lines.Part(cursor with { Stage = ExportStage.Roster });
    }

    /// <summary>Rosters that are sealed, as long as plans had no chains; from the chain's first on every version, each by what it changed.</summary>
    private async Task<ExportPart> Roster(ExportCursor cursor, IReadOnlyList<SealedEntry> seals)
    {
        var (versions, current, lines) = (await Versions(seals), (await plans.Frames.Get(Plan))!, new ExportLines());
        for (var page = cursor.Page; page < versions.Count; page++)
        {
            var (frame, after) = (current with { RosterVersion = versions[page] }, page == cursor.Page ? (int)cursor.After : 0);
            if (after == 0)
            {
                await foreach (var line in rosterLines.Head(frame))
                {
                    lines.Roster(versions[page], line);
                }
            }

            await foreach (var measure in rosterLines.Measures(frame, after))
            {
                lines.Roster(versions[page], RosterLines.Line(measure));
                if (lines.IsFull(PartCharacters))
                {
                    return lines.Part(cursor with { Page = page, After = measure.No });
                }
            }

            if (lines.IsFull(PartCharacters) && page + 1 < versions.Count)
            {
                return lines.Part(cursor with { Page = page + 1, After = 0 });
            }
        }

        return lines.Part(new() { Seal = cursor.Seal, Stage = ExportStage.Chains });
    }

    private async Task<IReadOnlyList<int>> Versions(IReadOnlyList<SealedEntry> seals)
    {
        var (stated, last) = (seals.Select(seal => seal.Roster).Distinct().Order().ToList(), seals.Max(seal => seal.Roster));
        if ((await GrainFactory.GetGrain<IPlanGrain>(Plan).GetTrail(0, 1)).Entries is not [var first])
        {
            return stated;
        }

        using var entry = JsonDocument.Parse(first.Entry);
        var begin = entry.RootElement.GetProperty("events")[0].GetProperty("roster").GetInt32();
        return [.. stated.Where(version => version < begin), .. Enumerable.Range(begin, Math.Max(0, last - begin + 1))];
    }

    /// <summary>Measures by number, then problems by number, then the plan's own chains by name.</summary>
    private async Task<ExportPart> Chains(ExportCursor cursor, SealedEntry last)
    {
        var pages = (await sealRows.Leaves(Plan, last.No, last.Root)).Pages;
        var ordered = sources.OrderByDescending(source => source.Turn)
            .Select(source => source.Turn == ChainTurn.Plan ? SealDraft.PlanPage : source.Name).Distinct()
            .SelectMany(kind => pages.Where(page => page.Name.StartsWith(kind, StringComparison.Ordinal))).ToList();
        var heads = (await sealRows.Lines(ordered[cursor.Page]))
            .Where(line => line.StartsWith(SealDraft.ChainLeaf, StringComparison.Ordinal)).Select(SealDraft.HeadOf).ToList();
        var lines = new ExportLines();
        var after = cursor.After;
        for (var chain = cursor.Chain; chain < heads.Count; chain++, after = 0)
        {
            // The chain of seals is exported with the entry of the last seal itself, which no seal binds yet.
            var (name, head) = heads[chain];
            var until = name == SealGrain.ChainName ? last.No : head.Version;
            for (var read = await SourceOf(name).Open(Plan, name); after < until;)
            {
                foreach (var line in Some(name, await read(after, (int)Math.Min(Slice, until - after))))
                {
                    lines.Entry(name, line);
                    after = line.Version;
                }

                if (lines.IsFull(PartCharacters))
                {
                    return lines.Part(cursor with { Chain = chain, After = after });
                }
            }
        }

        return lines.Part(cursor.Page + 1 < ordered.Count ? new() { Seal = cursor.Seal, Stage = ExportStage.Chains, Page = cursor.Page + 1 }
            : new() { Seal = cursor.Seal, Stage = ExportStage.Seals, Page = 1 });
    }

    private async Task<ExportPart> Leaves(ExportCursor cursor, IReadOnlyList<SealedEntry> seals)
    {
        var lines = new ExportLines();
        var leaf = (int)cursor.After;
        for (var page = cursor.Page; page <= seals.Count; page++, leaf = 0)
        {
            var seal = seals[page - 1];
            if (leaf == 0)
            {
                if (lines.IsFull(PartCharacters))
                {
                    return lines.Part(cursor with { Page = page, After = 0 });
                }

                lines.Seal(seal.No, seal.Event);
            }

            var changed = await Changed(seal, page > 1 ? seals[page - 2] : null);
            for (; leaf < changed.Count; leaf++)
            {
                // The seal's line and its first leaf go together: a cursor at leaf 0 stands before both.
                if (leaf > 0 && lines.IsFull(PartCharacters))
                {
                    return lines.Part(cursor with { Page = page, After = leaf });
                }

                lines.Leaf(seal.No, changed[leaf].Line, changed[leaf].Gone);
            }
        }

        return lines.Part(null);
    }

    /// <summary>The leaves that are not as in the seal before, in ordinal order; those that are no more come as they were.</summary>
    private async Task<IReadOnlyList<(string Line, bool Gone)>> Changed(SealedEntry seal, SealedEntry? before)
    {
        var pages = (await sealRows.Leaves(Plan, seal.No, seal.Root)).Pages;
        var old = before is null ? [] : (await sealRows.Leaves(Plan, before.No, before.Root)).Pages;
        var kept = old.Select(page => page.RowKey).ToHashSet(StringComparer.Ordinal);
        var keptOld = pages.Select(page => page.RowKey).ToHashSet(StringComparer.Ordinal);
        var was = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in old.Where(page => !keptOld.Contains(page.RowKey)))
        {
            foreach (var line in await sealRows.Lines(page))
            {
                was[SealDraft.SubjectOf(line)] = line;
            }
        }

        var changed = new List<(string Line, bool Gone)>();
        foreach (var page in pages.Where(page => !kept.Contains(page.RowKey)))
        {
            foreach (var line in await sealRows.Lines(page))
            {
                if (!was.Remove(SealDraft.SubjectOf(line), out var earlier) || earlier != line)
                {
                    changed.Add((line, false));
                }
            }
        }

        changed.AddRange(was.Values.Select(line => (line, true)));
        return [.. changed.OrderBy(leaf => leaf.Line, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<SealedEntry>> Seals(long count)
    {
        var grain = GrainFactory.GetGrain<ISealGrain>(Plan);
        var seals = new List<SealedEntry>();
        while (seals.Count < count)
        {
            seals.AddRange(Some(SealGrain.ChainName, await grain.GetTrail(seals.Count, (int)Math.Min(Slice, count - seals.Count))).Select(SealedEntry.Of));
        }

        return seals;
    }

    private IChainSource SourceOf(string chain) =>
        sources.Single(source => source.Turn == ChainTurn.Plan ? source.Name == chain : chain.StartsWith(source.Name, StringComparison.Ordinal));

    private IReadOnlyList<TrailLine> Some(string chain, TrailSlice slice) => slice.Entries.Count > 0 ? slice.Entries : throw Missing(chain);

    private InvalidDataException Missing(string chain) => new($"Sealed entries of {chain} of plan {Plan} are missing.");

    /// <summary>A seal as its chain holds it.</summary>
    private sealed record SealedEntry(long No, int Roster, string Root, string At, string Event)
    {
        public static SealedEntry Of(TrailLine line)
        {
            using var entry = JsonDocument.Parse(line.Entry);
            var made = entry.RootElement.GetProperty("events")[0];
            return new(
                made.GetProperty("seal").GetInt64(), made.GetProperty("roster").GetInt32(), made.GetProperty("root").GetString()!,
                made.GetProperty("at").GetString()!, made.GetRawText());
        }
    }
}
