using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>What is said to an amendment, as it crosses HTTP.</summary>
internal interface IAmendmentAct
{
    AmendmentReview Of(int no);
}

internal sealed record ApproveAmendment : IAmendmentAct
{
    /// <summary>Of the changes that were seen.</summary>
    public string? Fingerprint { get; init; }

    public AmendmentReview Of(int no) => new() { No = no, Act = AmendmentAct.Approve, Fingerprint = Fingerprint };
}

internal sealed record ReturnAmendment : IAmendmentAct
{
    public string? Reason { get; init; }

    public AmendmentReview Of(int no) => new() { No = no, Act = AmendmentAct.Return, Reason = Reason };
}

internal sealed record WithdrawAmendment : IAmendmentAct
{
    public AmendmentReview Of(int no) => new() { No = no, Act = AmendmentAct.Withdraw };
}
