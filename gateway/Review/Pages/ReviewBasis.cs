using System.Text.Json;
using Rectification.Evidence;
using Rectification.Gateway.Evidence.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Review.Pages;

/// <summary>One entry of the trail that a decision rests on: a report, or something else that names files.</summary>
public sealed record ReviewedEntry
{
    public required long Version { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The report, or what else named the files; <see langword="null"/> for an entry so old that only its files were read.</summary>
    public required MeasureEvent? Happened { get; init; }
    public ProgressReported? Report => Happened as ProgressReported;
    public required IReadOnlyList<ShownEvidence> Files { get; init; }

    /// <summary>Whether it came after the last decision about the measure; never where nobody has decided before.</summary>
    public required bool IsNew { get; init; }
}

/// <summary>One time a request was returned.</summary>
public sealed record EarlierReturn(ReviewStep Step, string Reason, string By, DateTimeOffset At);

/// <summary>What a decision about a measure rests on, and what of it is new since the last one.</summary>
internal sealed record ReviewBasis
{
    private const int FilesOfAPage = 50;

    /// <summary>How far back the trail is looked through, in entries.</summary>
    private const int TrailEntries = 500;

    public required ListPage Page { get; init; }

    /// <summary>The entries with the files of this page and the reports between them, the newest first.</summary>
    public required IReadOnlyList<ReviewedEntry> Entries { get; init; }

    /// <summary>The request before the one that waits; <see langword="null"/>: none that is known.</summary>
    public required SignOffRequested? LastRequest { get; init; }

    /// <summary>Every return that is known, the newest first.</summary>
    public required IReadOnlyList<EarlierReturn> Returns { get; init; }

    /// <summary>Whether somebody decided about the measure before.</summary>
    public required bool WasDecided { get; init; }

    /// <summary>Files and reports since the last decision.</summary>
    public required int NewFiles { get; init; }
    public required int NewReports { get; init; }

    /// <param name="grains">The cluster.</param>
    /// <param name="pieces">Reads files.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="asked">Which page of its files.</param>
    /// <param name="cancellation">When nobody waits for it any more.</param>
    public static async Task<ReviewBasis> Read(IGrainFactory grains, EvidenceReader pieces, MeasureView measure, int? asked, CancellationToken cancellation)
    {
        var key = new NumberKey(measure.Plan, measure.No).ToString();
        var after = Math.Max(0, measure.Version - TrailEntries);
        var trail = (await grains.GetGrain<IMeasureGrain>(key).GetTrail(after, TrailEntries))?.Entries ?? [];
        var entries = trail.Select(line => JsonSerializer.Deserialize(line.Entry, TrailJson.Canonical.TrailEntry)!).ToList();
        var decided = entries.FindLast(entry => entry.Events.Any(IsDecision))?.Version;
        var evidence = grains.GetGrain<IMeasureEvidenceGrain>(key);
        var newest = await evidence.Newest(0, FilesOfAPage);
        var page = ListPage.Of(asked, newest.Total, FilesOfAPage);
        var items = page.No == 1 ? newest.Items : (await evidence.Newest(page.Before, FilesOfAPage)).Items;
        var shown = (await pieces.Read(items, cancellation)).GroupBy(file => file.About.Version).ToDictionary(files => files.Key, files => files.ToList());
        return new()
        {
            Page = page,
            Entries = [.. Of(entries, shown, page, decided).OrderByDescending(entry => entry.Version)],
            LastRequest = Events<SignOffRequested>(entries).Reverse().Skip(measure.SignOff is null ? 0 : 1).FirstOrDefault().Event,
            Returns =
            [
                .. Events<SignOffReturned>(entries).Reverse()
                    .Select(found => new EarlierReturn(found.Event.Step, found.Event.Reason, found.Entry.By, found.Entry.At)),
            ],
            WasDecided = decided is not null,
            NewFiles = entries.Where(entry => entry.Version > decided).SelectMany(entry => entry.Events).Sum(happened => NamedEvidence.Of(happened).Count),
            NewReports = entries.Where(entry => entry.Version > decided).SelectMany(entry => entry.Events).OfType<ProgressReported>().Count(),
        };
    }

    /// <summary>The entries that have files on the page, and the reports without files from its newest entry to its oldest.</summary>
    private static IEnumerable<ReviewedEntry> Of(List<TrailEntry> entries, Dictionary<long, List<ShownEvidence>> files, ListPage page, long? decided)
    {
        var newest = page.No == 1 || files.Count == 0 ? long.MaxValue : files.Keys.Max();
        var oldest = page.No == page.Last || files.Count == 0 ? 0 : files.Keys.Min();
        foreach (var entry in entries.Where(entry => entry.Version <= newest && entry.Version >= oldest))
        {
            var report = entry.Events.OfType<ProgressReported>().FirstOrDefault();
            if (report is not null || files.ContainsKey(entry.Version))
            {
                yield return new()
                {
                    Version = entry.Version,
                    At = entry.At,
                    By = entry.By,
                    Happened = report ?? entry.Events.First(happened => NamedEvidence.Of(happened).Count > 0),
                    Files = files.GetValueOrDefault(entry.Version) ?? [],
                    IsNew = entry.Version > decided,
                };
            }
        }

        // Files of entries older than what was read of the trail are shown with what is known of them.
        foreach (var (version, older) in files.Where(pair => entries.Count == 0 || pair.Key < entries[0].Version))
        {
            yield return new() { Version = version, At = older[0].About.At, By = older[0].About.By, Happened = null, Files = older, IsNew = false };
        }
    }

    private static IEnumerable<(T Event, TrailEntry Entry)> Events<T>(List<TrailEntry> entries)
        where T : MeasureEvent => entries.SelectMany(entry => entry.Events.OfType<T>().Select(found => (found, entry)));

    /// <summary>Whoever decided so has seen what there was.</summary>
    private static bool IsDecision(MeasureEvent happened) =>
        happened is SignOffReturned or SignOffStepApproved or MeasureSignedOff or BasicallyDoneApproved or BasicallyDoneReturned;
}
