using System.Collections.Immutable;
using Rectification.Chains;

namespace Rectification.Plans;

/// <summary>An amendment after its events so far.</summary>
internal sealed record AmendmentState(AmendmentProposed Proposed, string By, string? OnBehalfOf, DateTimeOffset At)
{
    public AmendmentStatus Status { get; init; } = AmendmentStatus.Proposed;
    public ImmutableArray<StepView> Steps { get; init; } = [];
    public ReturnView? Returned { get; init; }
    public int? Version { get; init; }
    public DateTimeOffset? InForceAt { get; init; }

    /// <summary>The amendments of a plan, number n at n − 1, after one more entry of its chain.</summary>
    public static void Fold(List<AmendmentState> amendments, ChainEntry<PlanEvent> entry)
    {
        foreach (var happened in entry.Events)
        {
            switch (happened)
            {
                case AmendmentProposed e:
                    amendments.Add(new(e, entry.By, entry.For, entry.At));
                    break;
                case AmendmentStepApproved e:
                    var step = new StepView { Step = e.Step, By = entry.By, OnBehalfOf = entry.For, At = entry.At };
                    Change(e.Amendment, state => state with { Steps = state.Steps.Add(step) });
                    break;
                case AmendmentReturned e:
                    Change(e.Amendment, state => state with
                    {
                        Status = AmendmentStatus.Returned,
                        Returned = new() { Reason = e.Reason, Step = e.Step, By = entry.By, At = entry.At },
                    });
                    break;
                case AmendmentWithdrawn e:
                    Change(e.Amendment, state => state with { Status = AmendmentStatus.Withdrawn });
                    break;
                case PlanClosed e:
                    Change(e.Amendment, state => state with { Status = AmendmentStatus.InForce, InForceAt = entry.At });
                    break;
                case PlanAmended e:
                    Change(e.Amendment, state => state with { Status = AmendmentStatus.InForce, Version = e.Roster, InForceAt = entry.At });
                    break;
            }
        }

        void Change(int no, Func<AmendmentState, AmendmentState> change) => amendments[no - 1] = change(amendments[no - 1]);
    }

    public ReviewStep? NextStep(AmendmentRule rule) =>
        Status != AmendmentStatus.Proposed ? null
            : Steps.Length < rule.Chain.Count ? rule.Chain[Steps.Length]
            // The chain was shortened meanwhile; what waits is approved by somebody all the same.
            : rule.Chain is [.., var last] ? last : ReviewStep.Principal;

    public AmendmentView View(string plan, AmendmentRule rule) => new()
    {
        Plan = plan,
        No = Proposed.Amendment,
        Status = Status,
        Reason = Proposed.Reason,
        Document = Proposed.Document,
        Fingerprint = Proposed.Fingerprint,
        ProposedBy = By,
        OnBehalfOf = OnBehalfOf,
        ProposedAt = At,
        Steps = Steps,
        NextStep = NextStep(rule),
        Returned = Returned,
        Version = Version,
        InForceAt = InForceAt,
        Changes = Proposed.Changes,
        Units = Proposed.Units,
    };
}
