namespace Rectification.Documents.Ledgers;

/// <summary>What a ledger can be.</summary>
public static class LedgerKinds
{
    /// <summary>It brings in a plan or changes one.</summary>
    public const string Plan = "plan";

    /// <summary>The progress of one unit or of many.</summary>
    public const string Progress = "progress";
}
