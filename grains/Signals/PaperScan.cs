using Rectification.Evidence;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Signals;

/// <summary>One measure with what was found in its trail.</summary>
internal sealed record MeasureFindings(MeasureDefinition Measure, MeasureState State, bool EverReturned, IReadOnlyList<PaperFinding> Findings);

/// <summary>Reads trails in bulk and looks for signals.</summary>
internal sealed class PaperScan(WholeTrails trails, IGrainFactory grains)
{
    /// <summary>Measures whose trails are read in one round trip.</summary>
    private const int Window = 64;
    private const int AtOnce = 32;

    /// <summary>Most files of one measure that the evidence's own index is asked about.</summary>
    private const int MaxFiles = 500;

    /// <summary>
    /// Compares measures with each other, all of them. Every trail is read twice, so that memory holds what is compared and never all trails.
    /// </summary>
    public async Task<IReadOnlyList<MeasureFindings>> Among(PlanFrame frame, IReadOnlyList<MeasureDefinition> measures)
    {
        var uses = new PaperUses();
        foreach (var some in measures.Chunk(Window))
        {
            foreach (var (measure, history) in some.Zip(await Histories(frame, some)))
            {
                uses.Add(measure.No, measure.LeadUnit, history.Entries);
            }
        }

        var findings = new List<MeasureFindings>(measures.Count);
        foreach (var some in measures.Chunk(Window))
        {
            findings.AddRange(some.Zip(await Histories(frame, some), (measure, history) => Look(frame, measure, history, uses)));
        }

        return findings;
    }

    /// <summary>Looks at measures one by one: other measures are known only by the files they share, from the evidence's own index.</summary>
    public async Task<IReadOnlyList<MeasureFindings>> Each(PlanFrame frame, IReadOnlyList<MeasureDefinition> measures)
    {
        var findings = new List<MeasureFindings>(measures.Count);
        foreach (var some in measures.Chunk(Window))
        {
            foreach (var (measure, history) in some.Zip(await Histories(frame, some)))
            {
                findings.Add(Look(frame, measure, history, await Indexed(frame, measure, history)));
            }
        }

        return findings;
    }

    private Task<IReadOnlyList<MeasureHistory>> Histories(PlanFrame frame, MeasureDefinition[] measures) =>
        trails.ReadMany(frame.Plan, [.. measures.Select(measure => measure.No)]);

    private static MeasureFindings Look(PlanFrame frame, MeasureDefinition measure, MeasureHistory history, PaperUses uses) => new(
        measure,
        history.State,
        history.Entries.Any(entry => entry.Events.Any(happened => happened is SignOffReturned)),
        PaperSignals.Of(MeasureContext.Of(frame, measure), history.Entries, uses));

    private async Task<PaperUses> Indexed(PlanFrame frame, MeasureDefinition measure, MeasureHistory history)
    {
        var uses = new PaperUses();
        var files = EvidenceUses.In(history.Entries, measure.LeadUnit).Select(use => use.Piece.Sha256).OfType<string>().Distinct().Take(MaxFiles);
        foreach (var some in files.Chunk(AtOnce))
        {
            foreach (var (file, known) in some.Zip(await Task.WhenAll(some.Select(file => grains.GetGrain<IEvidenceGrain>(file).Get()))))
            {
                uses.AddFile(file, known.Places.Where(place => place.Plan == frame.Plan).Select(place => place.Measure));
            }
        }

        return uses;
    }
}
