using Rectification.Figures;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Oracle;

/// <summary>One accepted command. The fingerprint is the one a request was given; to the oracle it is only a name.</summary>
internal sealed record OracleEntry(MeasureCommand Command, string Account, DateTimeOffset At, string Fingerprint, string? Person = null);

/// <summary>From <paramref name="At"/> on, until the next moment: what a light rule compares.</summary>
internal sealed record OracleMoment(DateTimeOffset At, int Percent, decimal Quantity, DateOnly Deadline, IReadOnlyDictionary<string, decimal> Metrics);

/// <summary>A measure that remembers everything that was accepted and works out the rest each time it is asked.</summary>
internal sealed partial class OracleMeasure(OracleCase plan)
{
    public OracleCase Plan { get; } = plan;

    public List<OracleEntry> Log { get; } = [];

    /// <summary>What the light rules compared over time; the first moment lasts from the beginning of time.</summary>
    public List<OracleMoment> Moments { get; } = [new(DateTimeOffset.MinValue, 0, 0, plan.Definition.Deadline, new Dictionary<string, decimal>())];

    public void Accept(OracleEntry entry)
    {
        Log.Add(entry);
        Moments.Add(new(entry.At, Percent(Plan.Definition.LeadUnit), QuantityReached(), Deadline(), LowestMetrics()));
    }

    public MeasureStatus Status() =>
        SignOffEntry() is not null ? MeasureStatus.SignedOff
        : PendingRequest() is not null ? MeasureStatus.SignOffRequested
        : Proposal() is { Approved: true } ? MeasureStatus.BasicallyDone
        : IsClaimed() ? MeasureStatus.InProgress
        : MeasureStatus.Unclaimed;

    public bool IsClaimed() => Log.Any(entry =>
        entry.Command is ClaimMeasure || (entry.Command is ReportProgress report && report.Unit == Plan.Definition.LeadUnit));

    public IEnumerable<ReportProgress> ReportsOf(string unit) =>
        Log.Select(entry => entry.Command).OfType<ReportProgress>().Where(report => report.Unit == unit);

    public DateTimeOffset? LastReportAt(string unit) =>
        Log.LastOrDefault(entry => entry.Command is ReportProgress report && report.Unit == unit)?.At;

    public int Percent(string unit) => ReportsOf(unit).LastOrDefault()?.Percent ?? 0;

    public decimal? Quantity(string unit) => ReportsOf(unit).LastOrDefault(report => report.Quantity is not null)?.Quantity;

    public decimal QuantityReached() => Plan.Definition.AllUnits().Sum(unit => Quantity(unit) ?? 0);

    /// <summary>Every metric the unit ever reported, each as it reported it last.</summary>
    public Dictionary<string, decimal> Metrics(string unit)
    {
        var latest = new Dictionary<string, decimal>();
        foreach (var (name, value) in ReportsOf(unit).SelectMany(report => report.Metrics ?? new Dictionary<string, decimal>()))
        {
            latest[name] = value;
        }

        return latest;
    }

    /// <summary>Whether what all units report under a name is what was to be.</summary>
    public bool IsReached(MeasureQuantity quantity)
    {
        var values = Plan.Definition.AllUnits().Select(Metrics).Where(metrics => metrics.ContainsKey(quantity.Name))
            .Select(metrics => metrics[quantity.Name]).ToList();
        return quantity.Target is null || (values.Count > 0
            && (quantity.Bound == Bound.AtMost ? values.Sum() <= quantity.Target : values.Sum() >= quantity.Target));
    }

    /// <summary>For each metric the lowest of the units' latest values.</summary>
    private Dictionary<string, decimal> LowestMetrics() =>
        Plan.Definition.AllUnits().SelectMany(Metrics).GroupBy(metric => metric.Key)
            .ToDictionary(values => values.Key, values => values.Min(metric => metric.Value));

    public bool IsConfirmed(string unit)
    {
        var confirmed = false;
        foreach (var entry in Log)
        {
            if (entry.Command is ConfirmAssignment confirmation && confirmation.Unit == unit)
            {
                confirmed = !confirmation.Withdraw;
            }

            if (entry.Command is ReportProgress { Percent: < 100 } report && report.Unit == unit)
            {
                confirmed = false;
            }
        }

        return confirmed;
    }

    /// <summary>The current deadline: whatever moved it last.</summary>
    public DateOnly Deadline()
    {
        var deadline = Plan.Definition.Deadline;
        RequestExtension? asked = null;
        foreach (var entry in Log)
        {
            switch (entry.Command)
            {
                case RequestExtension request:
                    asked = request;
                    break;
                case ReviewExtension { Decision: Decision.Approve }:
                    deadline = asked!.Until;
                    break;
                case ReopenMeasure reopening:
                    deadline = reopening.Until;
                    break;
                case RecordStandingCheck { Passed: false } failure:
                    deadline = failure.Until!.Value;
                    break;
            }
        }

        return deadline;
    }

    /// <summary>Whatever moved the deadline last.</summary>
    public MeasureCommand? LastMove() =>
        Log.LastOrDefault(entry => SendsItBack(entry) || entry.Command is ReviewExtension { Decision: Decision.Approve })?.Command;

    /// <summary>By how many days the sign-off in force came after a day.</summary>
    public int? DaysLate(DateOnly due) => SignOffEntry() is { } entry ? Math.Max(0, Plan.Today(entry.At).DayNumber - due.DayNumber) : null;

    public int Evidence() => Log.Sum(EvidenceIn);

    public int EvidenceSinceReopening() => Log.Skip(Log.FindLastIndex(SendsItBack) + 1).Sum(EvidenceIn);

    public int Reopenings() => Log.Count(SendsItBack);

    public RegisterInstitution? Institution() => Log.Select(entry => entry.Command).OfType<RegisterInstitution>().LastOrDefault();

    private static int EvidenceIn(OracleEntry entry) => entry.Command switch
    {
        ReportProgress report => report.Evidence.Count,
        RegisterInstitution => 1,
        RecordStandingCheck check => check.Evidence.Count,
        RequestWaiting asked => asked.Evidence.Count,
        _ => 0,
    };

    /// <summary>The open extension with its number, if one was asked for and neither reviewed nor voided by a sign-off.</summary>
    public (OracleEntry Asked, int Number)? OpenExtension()
    {
        var asked = Log.FindLastIndex(entry => entry.Command is RequestExtension);
        if (asked < 0
            || Log.Skip(asked).Any(entry => entry.Command is ReviewExtension)
            || SignOffs().Any(signedOff => signedOff > asked))
        {
            return null;
        }

        return (Log[asked], Log.Count(entry => entry.Command is RequestExtension));
    }

    public int ExtensionsGranted() => Log.Count(entry => entry.Command is ReviewExtension { Decision: Decision.Approve });

    /// <summary>The proposal to call the measure basically done, if it has not been returned, dropped by a report or overtaken by a request.</summary>
    public (OracleEntry Proposed, bool Approved)? Proposal()
    {
        OracleEntry? proposed = null;
        var approved = false;
        foreach (var entry in Log)
        {
            switch (entry.Command)
            {
                case ProposeBasicallyDone:
                    (proposed, approved) = (entry, false);
                    break;
                case ReviewBasicallyDone { Decision: Decision.Approve }:
                    approved = true;
                    break;
                case ReviewBasicallyDone:
                case RequestSignOff:
                case ReportProgress when approved:
                    (proposed, approved) = (null, false);
                    break;
            }
        }

        return proposed is null ? null : (proposed, approved);
    }
}
