using System.Collections.Concurrent;
using CsCheck;
using Rectification.Measures;
using Rectification.Queries;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>A list is ordered, counted and cut into pages by little of its rows: that little says what the whole view of each would have said.</summary>
public sealed class TaskTests
{
    private const int Stories = 400;

    private static readonly Gen<(OracleCase Plan, Move[] Moves)> Story = Gen.Select(Worlds.Any, Move.Any.Array[20, 40]);

    private static readonly Actor[] Readers =
    [
        Cast.Reporter(Worlds.Lead), Cast.Reporter("support-1"), Cast.Reporter("elsewhere"), Cast.LeaderFor(Worlds.Leader), Cast.Reviewer(),
        Cast.Reporter(Worlds.Lead) with { Units = [Worlds.Lead, "support-1"] },
    ];

    [Fact]
    public void Tasks_stand_in_the_order_of_their_views()
    {
        var seen = new ConcurrentBag<(OpenTask Task, MeasureView View, bool CameBack)>();
        Story.Sample(
            story => new Trial(story.Plan)
            {
                Before = (_, measure, actor, _, now) =>
                {
                    foreach (var reader in Readers.Append(actor))
                    {
                        var view = MeasureProjection.ViewFor(reader, "plan", measure.Context, measure.State, now);
                        var own = TaskProjection.Own(measure.Context, measure.State, reader);
                        var ownViews = view.Assignments.Where(assignment => reader.ActsForUnit(assignment.Unit)).ToList();
                        Assert.Equal(ownViews.Select(one => (one.Unit, one.Done)), own);
                        Assert.Equal(IsOpen(view, ownViews), TaskProjection.IsOpen(measure.Context, measure.State, own));
                        Assert.All(ownViews, one => Assert.Equal(
                            one.Allowed.Allows(MeasureActs.Report), TaskProjection.MayReport(measure.Context, measure.State, one.Unit, reader, now)));
                        seen.Add((TaskProjection.View(measure.Context, measure.State, reader, now), view, CameBack(view, ownViews)));
                    }
                },
            }.Play(story.Moves),
            iter: Stories, threads: Environment.ProcessorCount);

        // The measures of all stories have one number: as rows of one list they get the place at which they were met.
        var rows = seen.Select((one, i) => (Task: one.Task with { No = i }, one.View, one.CameBack)).ToList();
        Assert.Equal(
            rows.OrderByDescending(row => row.View.Overdue).ThenByDescending(row => row.CameBack).ThenBy(row => row.View.Deadline).ThenBy(row => row.Task.No)
                .Select(row => row.Task.No),
            rows.Select(row => row.Task).OrderBy(task => (task.Urgency, task.No)).Select(task => task.No));
        Assert.Equal(4, rows.Select(row => (row.Task.Overdue, row.Task.CameBack)).Distinct().Count());
    }

    [Fact]
    public void What_waits_is_what_a_view_allows_to_decide()
    {
        var met = new ConcurrentDictionary<string, int>();
        Story.Sample(
            story => new Trial(story.Plan)
            {
                Before = (_, measure, actor, _, now) =>
                {
                    foreach (var reader in Readers.Append(actor))
                    {
                        var awaited = TaskProjection.Awaited(measure.Context, measure.State, reader, now).Select(one => (one.Act, one.Since)).ToList();
                        Assert.Equal(Decisions(MeasureProjection.ViewFor(reader, "plan", measure.Context, measure.State, now)), awaited);
                        awaited.ForEach(one => met.AddOrUpdate(one.Act, 1, (_, n) => n + 1));
                    }
                },
            }.Play(story.Moves),
            iter: Stories, threads: Environment.ProcessorCount);
        Assert.Equal(4, met.Count);
    }

    private static bool IsOpen(MeasureView view, List<AssignmentView> own) => view.Status is not (MeasureStatus.SignedOff or MeasureStatus.Rescinded)
        && (own.Count == 0 || own.Any(assignment => assignment.Lead || !assignment.Done));

    private static bool CameBack(MeasureView view, List<AssignmentView> own) => own.Any(assignment => assignment.Lead)
        && (view.Returned is not null || view.Assignments.Any(assignment => assignment.Allowed.Allows(MeasureActs.Confirm)));

    private static IEnumerable<(string Act, DateTimeOffset Since)> Decisions(MeasureView view) => new (string Act, DateTimeOffset? Since)[]
    {
        (MeasureActs.ReviewSignOff, view.SignOff?.RequestedAt),
        (MeasureActs.ReviewExtension, view.Extension?.RequestedAt),
        (MeasureActs.ReviewBasicallyDone, view.ChangedAt),
        (MeasureActs.ReviewWaiting, view.Waiting?.RequestedAt),
    }.Where(one => view.Allowed.Allows(one.Act)).Select(one => (one.Act, one.Since!.Value));
}
