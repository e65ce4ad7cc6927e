using Rectification.Forecasts;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Seeds.Wenzhou;

namespace Rectification.Benchmarks.Forecasts;

/// <summary>A campaign that is over: each measure with its whole trail.</summary>
internal sealed record Campaign(PlanFrame Frame, IReadOnlyList<(MeasureDefinition Definition, IReadOnlyList<TrailEntry> Trail)> Measures)
{
    /// <summary>The last instant at which something happened.</summary>
    public DateTimeOffset End => Measures.Max(measure => measure.Trail.Count == 0 ? DateTimeOffset.MinValue : measure.Trail[^1].At);

    /// <summary>Every measure as it was known at a moment.</summary>
    public IReadOnlyList<MeasureCourse> At(DateTimeOffset moment) =>
        [.. Measures.Select(measure => At(measure.Definition, measure.Trail, moment)).OfType<MeasureCourse>()];

    /// <summary>One measure as it was at a moment.</summary>
    public MeasureCourse One(int no, DateTimeOffset moment)
    {
        var (definition, trail) = Measures.First(measure => measure.Definition.No == no);
        return At(definition, trail, moment)!;
    }

    /// <summary>The seeded campaign: its commands played through the product's own rules.</summary>
    public static Campaign Wenzhou(string folder)
    {
        var source = WenzhouSource.Read(folder);
        var (plan, frame) = (source.Plan, FrameOf(source.Plan));
        var trails = plan.Measures.ToDictionary(measure => measure.No, _ => new List<TrailEntry>());
        var states = plan.Measures.ToDictionary(measure => measure.No, _ => MeasureState.Initial);
        var contexts = plan.Measures.ToDictionary(measure => measure.No, measure => MeasureContext.Of(frame, measure));
        foreach (var past in WenzhouHistory.Make(source).OfType<PastMeasureCommand>())
        {
            var (context, state) = (contexts[past.Measure], states[past.Measure]);
            var events = MeasureDecider.Decide(context, state, past.Command, past.Actor, past.At, historical: true).Events;
            trails[past.Measure].Add(Entry(past.At, events));
            states[past.Measure] = MeasureEvolution.Apply(context, state, events, past.Actor.Account, past.At);
        }

        return new(frame, [.. plan.Measures.Select(measure => (measure, (IReadOnlyList<TrailEntry>)trails[measure.No]))]);
    }

    public static TrailEntry Entry(DateTimeOffset at, params IReadOnlyList<MeasureEvent> events) =>
        new() { Version = 0, At = at, Recorded = at, By = "somebody", Id = "", Body = "", Events = events };

    public static PlanFrame FrameOf(PlanDocument plan) => new()
    {
        Plan = plan.Id,
        Title = plan.Title,
        RosterVersion = 1,
        TimeZone = plan.TimeZone,
        FeedbackDate = plan.FeedbackDate,
        ConcentratedPeriodEnd = plan.ConcentratedPeriodEnd,
        Public = plan.Public,
        Rules = plan.Rules,
        Regions = plan.Regions,
        Units = plan.Units,
        Leaders = plan.Leaders,
        Categories = plan.Categories,
        ProblemCount = plan.Problems.Count,
        MeasureCount = plan.Measures.Count,
        HistoryGeneration = 0,
    };

    private MeasureCourse? At(MeasureDefinition definition, IReadOnlyList<TrailEntry> trail, DateTimeOffset moment) =>
        MeasureCourse.At(new(Frame, definition, trail), trail, moment, knownAt: null);
}
