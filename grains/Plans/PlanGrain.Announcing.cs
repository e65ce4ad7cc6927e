using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Problems;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Plans;

internal sealed partial class PlanGrain
{
    /// <summary>Attempts at telling every grain before the importer is told that it failed.</summary>
    private const int MostAttempts = 4;

    private static readonly TimeSpan AttemptPause = TimeSpan.FromSeconds(1);

    /// <summary>What is younger than this is told once more after the grain was elsewhere; the outbox knows what it has.</summary>
    private static readonly TimeSpan ToldAgain = TimeSpan.FromDays(1);

    /// <summary>Entries of which the outbox may not know.</summary>
    private readonly Queue<ChainEntry<PlanEvent>> _untold = new();

    /// <summary>Brings what people should hear of to the plan's outbox. The entry is durable: what fails now is told with the next reminder.</summary>
    private async Task TellPeople()
    {
        while (_untold.TryPeek(out var entry))
        {
            try
            {
                if (PlanNotices.Of(Row.Frame!, _amendments, entry) is { Count: > 0 } notices)
                {
                    await GrainFactory.GetGrain<IOutboxGrain>(Row.Frame!.Plan).Post(notices);
                }

                _ = _untold.TryPeek(out var first) && first == entry && _untold.TryDequeue(out _);
            }
            catch (Exception problem)
            {
                LogPeopleNotTold(problem, Row.Frame!.Plan, entry.Version);
                return;
            }
        }
    }

    /// <summary>The plan is committed. Failing to notify some grain now must not make the command look failed.</summary>
    private async Task AnnounceSurely()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Announce();
                return;
            }
            catch (Exception problem) when (attempt < MostAttempts && !_stored.IsEnding && problem is (TimeoutException or OrleansException))
            {
                LogNotTold(problem, Row.Frame!.Plan, attempt);
                await Task.Delay(AttemptPause, _plans.Real);
            }
        }
    }

    /// <summary>
    /// Tells everybody the new roster concerns: the measures that changed, the units, the regions from the leaves to the root. What a crash
    /// interrupts is told again by the reminder, or by the same import once more.
    /// </summary>
    private async Task Announce()
    {
        var frame = Row.Frame!;
        if (Row.ToldVersion == frame.RosterVersion && Row.UntoldMeasures.IsEmpty)
        {
            return;
        }

        await GrainFactory.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).Add(frame.Plan);
        await Windowed(Row.UntoldMeasures, Tell);
        if (Row.UntoldRules)
        {
            await foreach (var page in _plans.Rosters.StoredPages(_plans.Rows, frame))
            {
                await Windowed(page.Where(measure => measure.State.Version > 0).Select(measure => measure.Definition.No), Tell);
            }
        }

        await Windowed(Row.UntoldProblems, no =>
            GrainFactory.GetGrain<IProblemGrain>(new NumberKey(frame.Plan, no).ToString()).RosterChanged(frame.RosterVersion));
        if (Row.UntoldHeader || Row.ToldVersion == 0)
        {
            await Windowed(frame.Units, unit => GrainFactory.Unit(frame, unit).RosterChanged(frame.RosterVersion, null));
            await Windowed(frame.Regions, region =>
                GrainFactory.GetGrain<IRollupGrain>(new NameKey(frame.Plan, region.Id).ToString()).RosterChanged(frame.RosterVersion));
        }
        else
        {
            await Windowed(await ChildrenByUnit(frame), unit => GrainFactory.Unit(frame, unit.Key).RosterChanged(frame.RosterVersion, [.. unit]));
        }

        await _stored.Write(Row with
        {
            ToldVersion = frame.RosterVersion,
            UntoldMeasures = [],
            UntoldProblems = [],
            UntoldRules = false,
            UntoldHeader = false,
        });

        Task Tell(int no) => GrainFactory.GetGrain<IMeasureGrain>(new NumberKey(frame.Plan, no).ToString()).RosterChanged(frame.RosterVersion);
    }

    /// <summary>What changed, by the units whose counters it concerns; the others need not look at their measures again.</summary>
    private async Task<ILookup<string, Child>> ChildrenByUnit(PlanFrame frame)
    {
        var concerned = new List<(string Unit, Child Child)>();
        foreach (var no in Row.UntoldMeasures)
        {
            var measure = (await _plans.Rosters.Measure(frame, no))!;
            concerned.AddRange(measure.AllUnits().Union(measure.Change?.FormerUnits ?? []).Select(unit => (unit, Child.Measure(no))));
        }

        foreach (var no in Row.UntoldProblems)
        {
            concerned.Add(((await _plans.Rosters.Problem(frame, no))!.Problem.LeadUnit, Child.Problem(no)));
        }

        return concerned.ToLookup(pair => pair.Unit, pair => pair.Child);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifications of entry {Version} of plan {Plan} have not reached the outbox; trying again later.")]
    private partial void LogPeopleNotTold(Exception problem, string plan, long version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The roster of plan {Plan} did not reach every grain (attempt {Attempt}).")]
    private partial void LogNotTold(Exception problem, string plan, int attempt);

    private static async Task Windowed<T>(IEnumerable<T> items, Func<T, Task> tell)
    {
        foreach (var window in items.Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(tell));
        }
    }
}
