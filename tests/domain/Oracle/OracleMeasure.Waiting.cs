using Rectification.Measures;

namespace Rectification.Tests.Oracle;

internal sealed partial class OracleMeasure
{
    /// <summary>The last request to wait with its approval, unless it was returned or ended; one that its day has ended is still the last.</summary>
    public (OracleEntry Asked, OracleEntry? Approved)? LastWaiting()
    {
        var asked = Log.FindLastIndex(entry => entry.Command is RequestWaiting);
        return asked < 0 || Log.Skip(asked).Any(EndsWaiting) ? null : (Log[asked], Log.Skip(asked).FirstOrDefault(Approves));
    }

    /// <summary>The request that is undecided, or holds.</summary>
    public (OracleEntry Asked, OracleEntry? Approved)? OpenWaiting(DateTimeOffset now) =>
        LastWaiting() is { } last && (last.Approved is null || now < LastInstant(last.Asked)) ? last : null;

    public bool IsWaiting(DateTimeOffset now) => OpenWaiting(now) is { Approved: not null };

    /// <summary>Every time it waited with approval: from then until it was ended or the last day was over, whichever came first.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Waits()
    {
        var waits = new List<(DateTimeOffset, DateTimeOffset)>();
        for (var i = 0; i < Log.Count; i++)
        {
            if (Approves(Log[i]))
            {
                var byItself = LastInstant(Log.Take(i).Last(entry => entry.Command is RequestWaiting));
                var ended = Log.Skip(i).TakeWhile(entry => entry.Command is not RequestWaiting).FirstOrDefault(EndsWaiting)?.At ?? byItself;
                waits.Add((Log[i].At, ended < byItself ? ended : byItself));
            }
        }

        return waits;
    }

    private DateTimeOffset LastInstant(OracleEntry asked) => OracleDays.End(Plan.Zone, ((RequestWaiting)asked.Command).Until);

    private static bool Approves(OracleEntry entry) => entry.Command is ReviewWaiting { Decision: Decision.Approve };

    /// <summary>Whoever asks for a sign-off waits for nobody.</summary>
    private static bool EndsWaiting(OracleEntry entry) => entry.Command is EndWaiting or RequestSignOff or ReviewWaiting { Decision: Decision.Return };
}
