using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Queries;

/// <summary>
/// What every part of a plan has counted for over time, in memory: a past figure is then added up and not replayed. Made of the same trails by the same rules
/// as a <see cref="Replay"/>, and kept as <see cref="KnownMeasures"/> are: only where the store tells of every write, and what was written is read again.
/// </summary>
internal sealed class KnownPast(RosterReader rosters, RowStore rows, WholeTrails trails)
{
    /// <summary>Some 300 bytes a measure, by estimate.</summary>
    private readonly PlansInMemory<PlanPast> _plans = new();

    /// <summary>
    /// The plan's past; <see langword="null"/> where it cannot be kept. What was written since is followed again first, however much it is: even
    /// all of it costs less than to replay one moment.
    /// </summary>
    public async Task<PlanPast?> Of(PlanFrame frame)
    {
        if (rows.Writes is not { } writes || frame.MeasureCount > PlansInMemory<PlanPast>.MostMeasures)
        {
            return null;
        }

        var kept = _plans.Of(frame) ?? _plans.Keep(frame, () => Task.Run(() => Read(frame, writes)));
        try
        {
            var past = await kept.Value.Value;
            return await past.Refresh(writes, past.Parts) ? past : null;
        }
        catch (StorageUnavailableException)
        {
            // A replay finds out whether the store still is. The next who asks has it read again.
            _plans.LetGo(frame, kept);
            return null;
        }
        catch
        {
            _plans.LetGo(frame, kept);
            throw;
        }
    }

    private async Task<PlanPast> Read(PlanFrame frame, RowWrites writes)
    {
        var (count, lines) = (writes.Count, new List<ProblemRosterLine>());
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            lines.AddRange(page);
        }

        var past = new PlanPast(frame, [.. lines], some => Read(frame, some), count);
        await past.Fill();
        return past;
    }

    private async Task<PartCourse[][]> Read(PlanFrame frame, IReadOnlyList<ProblemRosterLine> lines)
    {
        var problems = await rows.ReadMany<ProblemRow>(ProblemRow.StateName, [.. lines.Select(line => ProblemRow.Id(frame.Plan, line.Problem.No))]);
        var (measures, next) = (await trails.ReadPages(frame.Plan, [.. lines.SelectMany(line => line.Measures)]), 0);
        var courses = new PartCourse[lines.Count][];
        for (var i = 0; i < courses.Length; i++)
        {
            var followed = new FollowedMeasure[lines[i].Measures.Length];
            for (var m = 0; m < followed.Length; m++)
            {
                var trail = measures[next++];
                followed[m] = FollowedMeasure.Through(frame, (await rosters.Measure(frame, trail.No))!, trail.Pages);
            }

            courses[i] = PartCourse.Of(lines[i].Problem.LeadUnit, followed, problems[i]?.Entries().ToList() ?? []);
        }

        return courses;
    }
}
