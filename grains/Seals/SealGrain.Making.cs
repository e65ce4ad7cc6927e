using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;

namespace Rectification.Seals;

internal sealed partial class SealGrain
{
    /// <summary>Makes the next seal; false where the roster never stood still. With <paramref name="onlyNews"/> a plan as it was is left alone.</summary>
    private async Task<bool> Make(string account, string id, bool onlyNews)
    {
        var last = _seals is [.., var newest] ? newest.Seal : null;
        for (var reading = 0; reading < MaxReadings; reading++)
        {
            var plan = await plans.Rows.Read<PlanRow>(PlanRow.StateName, PlanRow.GrainType, Plan);
            if (plan is not { Frame: { } frame, Header: { } header })
            {
                return false;
            }

            if (plan.ToldVersion < last?.Roster)
            {
                // What the seal before had as the plan is by now in every measure's trail, or this would be no seal of it.
                continue;
            }

            var content = await SealContent.Read(sources, frame, last?.At ?? DateTimeOffset.MinValue, plans.Clock);
            if ((await plans.Frames.Get(Plan))!.RosterVersion != frame.RosterVersion)
            {
                continue;
            }

            var draft = SealDraft.Of(content, frame.RosterVersion, plan.RosterHash ?? await rosterLines.Hash(frame, header));
            var before = last is null ? null : await sealRows.Leaves(Plan, last.Seal, last.Root);
            if (!onlyNews || await IsNews(draft, before))
            {
                await Commit(account, id, frame, content, draft, before);
            }

            return true;
        }

        return false;
    }

    private async Task Commit(string account, string id, PlanFrame frame, SealContent content, SealDraft draft, SealLeaves? before)
    {
        var no = Chain.Head.Version + 1;
        var made = new PlanSealed
        {
            Seal = no,
            At = content.At,
            Roster = frame.RosterVersion,
            Chains = content.Chains.Sum(read => read.Heads.Count),
            Tallies = content.Tallies.Count,
            Root = TrailPage.NoHash,
            Figures = [.. SealDraft.Figures.Select(figure => figure.Name)],
            City = SealDraft.Named(content.Tallies.First(tally => tally.Scope == $"region:{frame.RootRegion}").Tally),
        };
        // The root cannot bind itself; with zeros in its place the entry is bound like all else.
        var leaves = draft.With(no, EntryHash(new() { Version = no, At = content.At, By = account, Id = id, Body = "", Events = [made] }));
        made = made with { Root = leaves.Root() };
        await sealRows.Write(Plan, no, made.Root, leaves.Pages, before);
        await Append(account, null, id, "", content.At, made);
    }

    private static string EntryHash(ChainEntry<SealEvent> entry) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry, SealJson.Canonical.ChainEntrySealEvent)));

    /// <summary>Whether a chain or the roster is further than it was. Figures alone follow from the clock, and the seal of then says what they were.</summary>
    private async Task<bool> IsNews(SealDraft draft, SealLeaves? before)
    {
        if (before is null)
        {
            // That a plan was brought in, which its own chain begins with, is nothing that happened in it.
            return draft.Pages.SelectMany(page => page.Lines).Where(line => line.StartsWith(SealDraft.ChainLeaf, StringComparison.Ordinal))
                .Select(SealDraft.HeadOf).Any(leaf => leaf.Head.Version > (leaf.Chain == PlanChain ? 1 : 0));
        }

        var known = before.Pages.ToDictionary(page => page.Name, StringComparer.Ordinal);
        foreach (var (name, lines) in draft.Pages.Where(page => !page.Name.StartsWith(SealDraft.TallyPages, StringComparison.Ordinal)))
        {
            var old = known.TryGetValue(name, out var page) ? await sealRows.Lines(page) : [];
            if (!lines.Where(IsOfOthers).SequenceEqual(old.Where(IsOfOthers)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>That there was a seal is no reason for another.</summary>
    private static bool IsOfOthers(string line) =>
        !line.StartsWith($"{SealDraft.ChainLeaf}{ChainName} ", StringComparison.Ordinal) && !line.StartsWith(SealDraft.OwnLeaf, StringComparison.Ordinal);
}
