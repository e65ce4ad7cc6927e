using System.Globalization;
using Rectification.Evidence;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Signals;

/// <summary>
/// The rules of 纸面整改: what in a measure's trail looks like rectification on paper only. Each names the facts it stands on and none blocks
/// anything; <c>docs/reference/signals.md</c> says what each means.
/// </summary>
public static class PaperSignals
{
    /// <summary>A unit under this is at the beginning, in percent.</summary>
    public const int Beginning = 20;

    /// <summary>The last days before a deadline, of 24 hours each.</summary>
    public const int LastDaysBefore = 3;

    /// <summary>Most signals of one kind a measure shows.</summary>
    public const int MaxOfKind = 20;

    /// <summary>Most entries one signal names.</summary>
    private const int MaxVersions = 50;
    private const int ShownHash = 12;

    /// <summary>An approval sooner after the request was hardly read.</summary>
    public static readonly TimeSpan Hasty = TimeSpan.FromMinutes(10);

    /// <param name="context">The measure.</param>
    /// <param name="entries">Its whole trail.</param>
    /// <param name="uses">Which measures use its files and notes; its own number among them is no matter.</param>
    public static IReadOnlyList<PaperFinding> Of(MeasureContext context, IReadOnlyList<TrailEntry> entries, PaperUses uses) =>
    [
        .. SameEvidence(context, entries, uses).Take(MaxOfKind),
        .. OneJump(context, entries).Take(MaxOfKind),
        .. LastDays(context, entries),
        .. SameNotes(context, entries, uses).Take(MaxOfKind),
        .. HastySignOff(context, entries).Take(MaxOfKind),
    ];

    private static IEnumerable<PaperFinding> SameEvidence(MeasureContext context, IReadOnlyList<TrailEntry> entries, PaperUses uses)
    {
        foreach (var file in EvidenceUses.In(entries, context.Definition.LeadUnit).Where(use => use.Piece.Sha256 is not null).GroupBy(use => use.Piece.Sha256!))
        {
            var (units, elsewhere) = (Units(context, file.Select(use => use.Unit)), Others(context, uses.WithFile(file.Key)));
            if (units.Count > 1 || elsewhere.Count > 0)
            {
                var where = Where(context, file.Select(use => use.Entry));
                yield return new(
                    PaperSignalKind.SameEvidence,
                    $"同一份文件（{file.Key[..ShownHash]}…）由 {string.Join('、', units)} 用作佐证材料：{where.Zh}。",
                    $"One file ({file.Key[..ShownHash]}…) is evidence of {string.Join(", ", units)}: {where.En}.",
                    where.Versions,
                    elsewhere);
            }
        }
    }

    private static IEnumerable<PaperFinding> OneJump(MeasureContext context, IReadOnlyList<TrailEntry> entries) =>
        from step in Steps(entries)
        where step.Before < Beginning && step.Report.Percent == 100
        select new PaperFinding(
            PaperSignalKind.OneJump,
            $"{step.Report.Unit} 一次填报由 {Percentages.Stated(step.Before)} 直接到 100%：第 {step.Entry.Version} 版（{Time(context, step.Entry)}）。",
            $"{step.Report.Unit} went from {Percentages.Stated(step.Before)} to 100% in one report: version {step.Entry.Version} "
                + $"({Time(context, step.Entry)}).",
            [step.Entry.Version],
            []);

    private static IEnumerable<PaperFinding> LastDays(MeasureContext context, IReadOnlyList<TrailEntry> entries)
    {
        var deadline = context.Definition.Deadline;
        var rises = new List<TrailEntry>();
        var rising = Steps(entries).Where(step => step.Report.Percent > step.Before).Select(step => step.Entry).ToHashSet();
        foreach (var entry in entries)
        {
            if (rising.Contains(entry))
            {
                var end = context.Calendar.EndOf(deadline);
                if (entry.At < end.AddDays(-LastDaysBefore) || entry.At >= end)
                {
                    yield break;
                }

                rises.Add(entry);
            }

            deadline = entry.Events.Aggregate(deadline, static (before, happened) => happened switch
            {
                ExtensionApproved extension => extension.Until,
                MeasureReopened reopened => reopened.Until,
                _ => before,
            });
        }

        if (rises.Count > 0)
        {
            var where = Where(context, rises);
            yield return new(
                PaperSignalKind.LastDays,
                $"全部进展都在期限 {Day(deadline)} 前 {LastDaysBefore} 天内：{where.Zh}。",
                $"All progress lies within the last {LastDaysBefore} days before the deadline {Day(deadline)}: {where.En}.",
                where.Versions,
                []);
        }
    }

    private static IEnumerable<PaperFinding> SameNotes(MeasureContext context, IReadOnlyList<TrailEntry> entries, PaperUses uses)
    {
        var notes = Steps(entries).Select(step => (step.Entry, step.Report, Note: PaperUses.Note(step.Report.Note))).Where(said => said.Note is not null);
        foreach (var note in notes.GroupBy(said => said.Note!))
        {
            var (units, elsewhere) = (Units(context, note.Select(said => said.Report.Unit)), Others(context, uses.WithNote(note.Key)));
            if (units.Count > 1 || elsewhere.Count > 0)
            {
                var where = Where(context, note.Select(said => said.Entry));
                yield return new(
                    PaperSignalKind.SameNotes,
                    $"{string.Join('、', units)} 的填报说明完全相同：{where.Zh}。",
                    $"{string.Join(", ", units)} reported with identical notes: {where.En}.",
                    where.Versions,
                    elsewhere);
            }
        }
    }

    private static IEnumerable<PaperFinding> HastySignOff(MeasureContext context, IReadOnlyList<TrailEntry> entries)
    {
        TrailEntry? request = null;
        foreach (var entry in entries)
        {
            request = entry.Events.Any(happened => happened is SignOffRequested) ? entry : request;
            if (request is not null && entry.At - request.At <= Hasty && entry.Events.OfType<SignOffStepApproved>().FirstOrDefault() is { } approved)
            {
                var minutes = (int)(entry.At - request.At).TotalMinutes;
                yield return new(
                    PaperSignalKind.HastySignOff,
                    $"销号申请（第 {request.Version} 版，{Time(context, request)}）提出 {minutes} 分钟后，{Step(approved.Step).Zh}即通过（第 {entry.Version} 版）。",
                    $"The request (version {request.Version}, {Time(context, request)}) was approved by {Step(approved.Step).En}"
                    + $" after {minutes} minutes (version {entry.Version}).",
                    [request.Version, entry.Version],
                    []);
            }
        }
    }

    /// <summary>Every report with the percent its unit had before.</summary>
    private static IEnumerable<(TrailEntry Entry, ProgressReported Report, int Before)> Steps(IReadOnlyList<TrailEntry> entries)
    {
        var percents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var report in entry.Events.OfType<ProgressReported>())
            {
                yield return (entry, report, percents.GetValueOrDefault(report.Unit));
                percents[report.Unit] = report.Percent;
            }
        }
    }

    private static (string Zh, string En, IReadOnlyList<long> Versions) Where(MeasureContext context, IEnumerable<TrailEntry> entries)
    {
        var named = entries.DistinctBy(entry => entry.Version).Take(MaxVersions).ToList();
        return (string.Join('、', named.Select(entry => $"第 {entry.Version} 版（{Time(context, entry)}）")),
            string.Join(", ", named.Select(entry => $"version {entry.Version} ({Time(context, entry)})")),
            [.. named.Select(entry => entry.Version)]);
    }

    /// <summary>In the measure's own order, the lead unit first; what is part of it no more comes last.</summary>
    private static List<string> Units(MeasureContext context, IEnumerable<string> units)
    {
        var found = units.ToHashSet(StringComparer.Ordinal);
        return [.. context.Definition.AllUnits().Where(found.Contains).Concat(found).Distinct()];
    }

    private static List<int> Others(MeasureContext context, IReadOnlyList<int> measures) => [.. measures.Where(no => no != context.Definition.No)];

    private static string Time(MeasureContext context, TrailEntry entry) =>
        context.Calendar.Local(entry.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (string Zh, string En) Step(ReviewStep step) => step switch
    {
        ReviewStep.Leader => ("责任领导", "the leader responsible"),
        ReviewStep.Office => ("整改办", "the office"),
        ReviewStep.Principal => ("主要领导", "the principal leader"),
        _ => throw new InvalidOperationException($"Unknown step {step}."),
    };
}
