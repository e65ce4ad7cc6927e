using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Seeds.Wenzhou;

/// <summary>Plays a history through the product's own rules, so that none is written that the product would refuse.</summary>
internal static class HistoryRehearsal
{
    /// <exception cref="InvalidOperationException">The rules refuse a command, time runs backwards, or something is not signed off at the end.</exception>
    public static void Run(PlanDocument plan, IEnumerable<PastCommand> history)
    {
        var calendar = PlanCalendar.Of(plan.TimeZone);
        var contexts = plan.Measures.ToDictionary(measure => measure.No,
            measure => new MeasureContext(measure, plan.Rules, calendar, plan.Rules.PrincipalOf(plan.Leaders)));
        var states = plan.Measures.ToDictionary(measure => measure.No, _ => MeasureState.Initial);
        var signed = new HashSet<int>();
        foreach (var past in history)
        {
            switch (past)
            {
                case PastMeasureCommand command:
                    states[command.Measure] = Next(contexts[command.Measure], states[command.Measure], command);
                    break;
                case PastProblemSignOff problem:
                    SignOff(plan, states, problem);
                    signed.Add(problem.Problem);
                    break;
            }
        }

        var open = states.Where(state => state.Value.Status != MeasureStatus.SignedOff).Select(state => state.Key).ToList();
        if (open.Count > 0 || signed.Count != plan.Problems.Count)
        {
            throw new InvalidOperationException($"Left open: measures {string.Join(", ", open)}; {plan.Problems.Count - signed.Count} problems.");
        }
    }

    private static MeasureState Next(MeasureContext context, MeasureState state, PastMeasureCommand past)
    {
        var verdict = MeasureDecider.Decide(context, state, past.Command, past.Actor, past.At, historical: true);
        if (verdict.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{past.Id} on measure {past.Measure} at {past.At:O}: {refusal.Code} {refusal.En}");
        }

        return past.At >= state.LastAt
            ? MeasureEvolution.Apply(context, state, verdict.Events, past.Actor.Account, past.At)
            : throw new InvalidOperationException($"{past.Id} on measure {past.Measure} lies before the one before it.");
    }

    private static void SignOff(PlanDocument plan, Dictionary<int, MeasureState> states, PastProblemSignOff past)
    {
        var problem = plan.Problems.First(problem => problem.No == past.Problem);
        var measures = plan.Measures.Where(measure => measure.Problem == problem.No).Select(measure => states[measure.No]);
        if (!past.Actor.ActsForLeader(problem.Leader) || measures.Any(state => state.Status != MeasureStatus.SignedOff))
        {
            throw new InvalidOperationException($"{past.Id}: problem {problem.No} cannot be signed off.");
        }
    }
}
