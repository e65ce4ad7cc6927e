using Orleans.Concurrency;
using Rectification.Plans;
using Rectification.Rollups;
using Rectification.Rosters;

namespace Rectification.Signals;

/// <summary>Holds what the last look at the whole plan found, for some seconds; a plan too large for that is looked at measure by measure.</summary>
[GrainType("signals"), Reentrant]
internal sealed class SignalGrain(PlanFrames frames, RosterReader rosters, PaperScan scan) : Grain, ISignalGrain
{
    /// <summary>Up to this many measures a plan is compared as a whole.</summary>
    public const int MaxCompared = 5_000;

    /// <summary>Most measures of a larger plan looked at for one page.</summary>
    private const int MaxLookedAt = 512;
    private const long KeptMilliseconds = 3_000;

    private Task<IReadOnlyList<MeasureFindings>> _found = Task.FromResult<IReadOnlyList<MeasureFindings>>([]);
    private (long Figures, int Roster, long Until) _kept;

    private string Plan => this.GetPrimaryKeyString();

    public async Task<MeasureSignals?> OfMeasure(int no, ReaderScope reader)
    {
        var frame = await Frame();
        if (await rosters.Measure(frame, no) is not { } measure)
        {
            return null;
        }

        var findings = frame.MeasureCount <= MaxCompared
            ? (await Whole(frame)).FirstOrDefault(found => found.Measure.No == no)
            : (await scan.Each(frame, [measure]))[0];
        return await Tell(frame, findings ?? new(measure, Measures.MeasureState.Initial, false, []), reader);
    }

    public async Task<SignalPage> OfPlan(int after, int limit, ReaderScope reader)
    {
        var frame = await Frame();
        var (findings, next) = frame.MeasureCount <= MaxCompared ? (await Whole(frame), null) : await Next(frame, after, reader);
        var found = findings.Where(found => found.Measure.No > after && found.Findings.Count > 0 && reader.Sees(found.Measure)).Take(limit + 1).ToList();
        var items = new List<MeasureSignals>();
        foreach (var measure in found.Take(limit))
        {
            items.Add(await Tell(frame, measure, reader));
        }

        return new() { Items = items, Next = found.Count > limit ? found[limit - 1].Measure.No : next };
    }

    /// <summary>Callers within some seconds, with no figure changed meanwhile, share one look.</summary>
    private async Task<IReadOnlyList<MeasureFindings>> Whole(PlanFrame frame)
    {
        var sheet = await GrainFactory.GetGrain<IRollupGrain>(new NameKey(Plan, frame.RootRegion).ToString()).GetSheet();
        if (_kept.Figures != sheet.Version || _kept.Roster != frame.RosterVersion || _kept.Until <= Environment.TickCount64 || _found.IsFaulted)
        {
            _kept = (sheet.Version, frame.RosterVersion, Environment.TickCount64 + KeptMilliseconds);
            _found = Compare(frame);
        }

        return await _found;
    }

    private async Task<IReadOnlyList<MeasureFindings>> Compare(PlanFrame frame) => await scan.Among(frame, await Definitions(frame, 0, MaxCompared));

    private async Task<(IReadOnlyList<MeasureFindings> Findings, int? Next)> Next(PlanFrame frame, int after, ReaderScope reader)
    {
        var some = await Definitions(frame, after, MaxLookedAt);
        var findings = await scan.Each(frame, [.. some.Where(reader.Sees)]);
        return (findings, some.Count == MaxLookedAt ? some[^1].No : null);
    }

    private async Task<List<MeasureDefinition>> Definitions(PlanFrame frame, int after, int most)
    {
        var measures = new List<MeasureDefinition>();
        await foreach (var page in rosters.MeasurePages(frame, after))
        {
            measures.AddRange(page.Take(most - measures.Count));
            if (measures.Count == most)
            {
                break;
            }
        }

        return measures;
    }

    private async Task<MeasureSignals> Tell(PlanFrame frame, MeasureFindings found, ReaderScope reader)
    {
        var seen = new HashSet<int>();
        foreach (var no in found.Findings.SelectMany(finding => finding.Elsewhere).Distinct())
        {
            if (await rosters.Measure(frame, no) is { } other && reader.Sees(other))
            {
                seen.Add(no);
            }
        }

        return new()
        {
            Measure = found.Measure.No,
            Text = found.Measure.Text,
            LeadUnit = found.Measure.LeadUnit,
            Signals = [.. found.Findings.Select(finding => finding.For(seen.Contains))],
        };
    }

    private async Task<PlanFrame> Frame() =>
        await frames.Get(Plan) ?? throw new InvalidOperationException($"There is no plan {Plan}.");
}
