namespace Rectification.Measures;

/// <summary>The acts of <see cref="MeasureView.Allowed"/>: the commands by their words, and two that are one way of a command only.</summary>
public static class MeasureActs
{
    public const string Claim = "claim";
    public const string Report = "report";
    public const string Confirm = "confirm";

    /// <summary>A confirmation is withdrawn.</summary>
    public const string WithdrawConfirmation = "withdrawConfirmation";
    public const string RequestSignOff = "requestSignOff";
    public const string WithdrawSignOff = "withdrawSignOff";
    public const string ReviewSignOff = "reviewSignOff";
    public const string RequestExtension = "requestExtension";

    /// <summary>The open extension is decided on; returning it is always one of the ways.</summary>
    public const string ReviewExtension = "reviewExtension";

    /// <summary>The open extension is granted, which the plan may allow no more.</summary>
    public const string ApproveExtension = "approveExtension";
    public const string ProposeBasicallyDone = "proposeBasicallyDone";
    public const string ReviewBasicallyDone = "reviewBasicallyDone";
    public const string Reopen = "reopen";
    public const string RegisterInstitution = "registerInstitution";
    public const string RecordStandingCheck = "recordStandingCheck";
    public const string RequestWaiting = "requestWaiting";
    public const string ReviewWaiting = "reviewWaiting";
    public const string EndWaiting = "endWaiting";
}
