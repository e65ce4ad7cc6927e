using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>An amendment as it crosses HTTP: single lines of the plan as they are to be; what a line does not state stays as it is.</summary>
[Needs(Roles.Reviewer | Roles.Ops)]
internal sealed record ProposeAmendment
{
    /// <summary>调整理由.</summary>
    public string? Reason { get; init; }

    /// <summary>依据文件.</summary>
    public string? Document { get; init; }
    public IReadOnlyList<MeasurePatch>? Measures { get; init; }
    public IReadOnlyList<ProblemPatch>? Problems { get; init; }

    /// <summary>不再整改.</summary>
    public IReadOnlyList<RescindedMeasure>? Rescind { get; init; }

    /// <summary>Units that are new.</summary>
    public IReadOnlyList<UnitProfile>? Units { get; init; }

    /// <summary>Leaders that are new.</summary>
    public IReadOnlyList<Leader>? Leaders { get; init; }

    public AmendmentDraft Draft() => new()
    {
        Measures = Measures ?? [],
        Problems = Problems ?? [],
        Rescind = Rescind ?? [],
        Units = Units ?? [],
        Leaders = Leaders ?? [],
    };
}

/// <summary>What is said to an amendment, as it crosses HTTP.</summary>
internal interface IAmendmentAct
{
    AmendmentReview Of(int no);
}

[Needs(Roles.Reviewer | Roles.Leader)]
internal sealed record ApproveAmendment : IAmendmentAct
{
    /// <summary>Of the changes that were seen.</summary>
    public string? Fingerprint { get; init; }

    public AmendmentReview Of(int no) => new() { No = no, Act = AmendmentAct.Approve, Fingerprint = Fingerprint };
}

[Needs(Roles.Reviewer | Roles.Leader)]
internal sealed record ReturnAmendment : IAmendmentAct
{
    public string? Reason { get; init; }

    public AmendmentReview Of(int no) => new() { No = no, Act = AmendmentAct.Return, Reason = Reason };
}

[Needs(Roles.Reviewer | Roles.Ops)]
internal sealed record WithdrawAmendment : IAmendmentAct
{
    public AmendmentReview Of(int no) => new() { No = no, Act = AmendmentAct.Withdraw };
}
