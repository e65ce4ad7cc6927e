using Rectification.Queries;

namespace Rectification.Measures;

/// <summary>What a measure is in somebody's list of things to do. The same as its view says, without the rest of the view.</summary>
public static class TaskProjection
{
    /// <summary>The units acted for that have a part in the measure, each with whether its assignment is done.</summary>
    public static IReadOnlyList<(string Unit, bool Done)> Own(MeasureContext context, MeasureState state, Actor actor) =>
        [.. context.Definition.AllUnits().Where(actor.ActsForUnit).Select(unit => (unit, MeasureProjection.IsDone(context, state, unit)))];

    /// <summary>A unit that only supports has nothing left to do once it is confirmed.</summary>
    public static bool IsOpen(MeasureContext context, MeasureState state, IReadOnlyList<(string Unit, bool Done)> own) =>
        context.Definition.Rescinded is null && state.Status != MeasureStatus.SignedOff
        && (own.Count == 0 || own.Any(assignment => assignment.Unit == context.Definition.LeadUnit || !assignment.Done));

    /// <summary>The task at <paramref name="now"/>.</summary>
    public static OpenTask View(MeasureContext context, MeasureState state, Actor actor, DateTimeOffset now) => new()
    {
        No = context.Definition.No,
        Deadline = context.Deadline(state),
        Overdue = LightPolicy.OverdueFrom(context, state) <= now,
        CameBack = actor.ActsForUnit(context.Definition.LeadUnit) && (state.Returned is not null || MayConfirmOne(context, state, actor, now)),
    };

    private static bool MayConfirmOne(MeasureContext context, MeasureState state, Actor actor, DateTimeOffset now)
    {
        var at = At(context, state, now);
        return context.Definition.AllUnits().Any(unit => MeasureDecider.MayConfirm(context, state, unit, actor, at));
    }

    /// <summary>Whether the unit may report on it at <paramref name="now"/>.</summary>
    public static bool MayReport(MeasureContext context, MeasureState state, string unit, Actor actor, DateTimeOffset now) =>
        MeasureDecider.MayReport(context, state, unit, actor, At(context, state, now));

    /// <summary>What waits for the actor's decision at <paramref name="now"/>.</summary>
    public static IEnumerable<AwaitedDecision> Awaited(MeasureContext context, MeasureState state, Actor actor, DateTimeOffset now) =>
        MeasureDecider.Awaited(context, state, actor, At(context, state, now)).Select(act => new AwaitedDecision
        {
            No = context.Definition.No,
            Act = act,
            Since = act switch
            {
                MeasureActs.ReviewSignOff => state.Request!.At,
                MeasureActs.ReviewExtension => state.Extension!.RequestedAt,
                MeasureActs.ReviewWaiting => state.Waiting!.At,
                _ => state.LastAt,
            },
            Text = context.Definition.Text,
            LeadUnit = context.Definition.LeadUnit,
            Evidence = state.EvidenceCount,
        });

    /// <summary>When a command that is sent now would be: never before the last one.</summary>
    private static DateTimeOffset At(MeasureContext context, MeasureState state, DateTimeOffset now) =>
        context.Calendar.Local(now > state.LastAt ? now : state.LastAt);
}
