using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Oracle;

internal sealed partial class OracleMeasure
{
    /// <summary>Index of every review that was the last step of its request.</summary>
    public IEnumerable<int> SignOffs() =>
        Enumerable.Range(0, Log.Count).Where(i => Log[i].Command is ReviewSignOff { Decision: Decision.Approve }
            && ApprovalsSinceRequest(i + 1) == Plan.Rules.SignOffChain.Count);

    /// <summary>The review that signed the measure off, unless it was reopened since.</summary>
    public OracleEntry? SignOffEntry()
    {
        var signedOff = SignOffs().DefaultIfEmpty(-1).Last();
        return signedOff < 0 || Log.Skip(signedOff).Any(SendsItBack) ? null : Log[signedOff];
    }

    /// <summary>The request that is being reviewed.</summary>
    public OracleEntry? PendingRequest()
    {
        var requested = Log.FindLastIndex(entry => entry.Command is RequestSignOff);
        return requested < 0 || Log.Skip(requested).Any(EndsARequest) || ApprovalsSinceRequest(Log.Count) == Plan.Rules.SignOffChain.Count
            ? null
            : Log[requested];
    }

    /// <summary>The reviews that approved a step of the pending request, in order.</summary>
    public IReadOnlyList<OracleEntry> StepsTaken() =>
        PendingRequest() is null ? [] : [.. Log.Skip(Log.FindLastIndex(entry => entry.Command is RequestSignOff) + 1)
            .Where(entry => entry.Command is ReviewSignOff)];

    /// <summary>The standing terms of the sign-off in force, as requested.</summary>
    public StandingTerms? Standing() =>
        SignOffEntry() is null ? null : Log.Select(entry => entry.Command).OfType<RequestSignOff>().Last().Standing is not { } asked ? null
        : asked.Cadence is not null ? asked
        : asked with { Cadence = Plan.Definition.Cadence ?? Plan.Rules.StandingCadence };

    /// <summary>The return that is shown: the last one, until the next request.</summary>
    public OracleEntry? Returned() =>
        Log.Skip(Log.FindLastIndex(entry => entry.Command is RequestSignOff))
            .LastOrDefault(entry => entry.Command is ReviewSignOff { Decision: Decision.Return });

    /// <summary>The last standing check since the sign-off in force; one that failed would have ended it.</summary>
    public OracleEntry? LastCheck() =>
        SignOffEntry() is not { } signOff ? null : Log.Skip(Log.IndexOf(signOff)).LastOrDefault(entry => entry.Command is RecordStandingCheck);

    /// <summary>When the next check is due: its cadence of whole days after the last one or, before any, after the sign-off.</summary>
    public DateTimeOffset? CheckDue()
    {
        var days = Standing()?.Cadence switch { Cadence.Weekly => 7, Cadence.Monthly => 31, Cadence.Quarterly => 92, Cadence.Yearly => 366, _ => 0 };
        return days == 0 ? null : (LastCheck() ?? SignOffEntry()!).At.AddHours(24 * days);
    }

    /// <summary>Ends a sign-off: the measure goes back to work.</summary>
    private static bool SendsItBack(OracleEntry entry) => entry.Command is ReopenMeasure or RecordStandingCheck { Passed: false };

    private static bool EndsARequest(OracleEntry entry) =>
        entry.Command is ReportProgress or ConfirmAssignment { Withdraw: true } or WithdrawSignOff or ReviewSignOff { Decision: Decision.Return };

    /// <summary>Approvals between the last request among the first <paramref name="count"/> entries and the end of them.</summary>
    private int ApprovalsSinceRequest(int count)
    {
        var entries = Log.Take(count).ToList();
        return entries.Skip(entries.FindLastIndex(entry => entry.Command is RequestSignOff))
            .Count(entry => entry.Command is ReviewSignOff { Decision: Decision.Approve });
    }
}
