using Rectification.Measures;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>How far time jumps before the next command: often onto the very tick at which something changes, or beside it.</summary>
internal static class Clock
{
    public static DateTimeOffset Next(OracleMeasure oracle, MeasureContext context, MeasureState state, DateTimeOffset now, Move move)
    {
        var wanted = move.Jump switch
        {
            < 8 => now,
            < 40 => now.AddMinutes(move.Stretch * 7),
            < 65 => now.AddDays(move.Stretch / 5.0),
            < 80 => (LightPolicy.NextChange(context, state, now) ?? now).AddTicks(move.Stretch % 3 - 1),
            < 88 => OracleDays.End(oracle.Plan.Zone, oracle.Deadline()).AddTicks(move.Stretch % 3 - 1),
            < 90 => (oracle.Waits() is [.., var wait] ? wait.To : now).AddTicks(move.Stretch % 3 - 1),
            < 92 => (oracle.PendingRequest()?.At ?? now).AddDays(oracle.Plan.Rules.ReviewDays).AddTicks(move.Stretch % 3 - 1),
            _ => now.AddDays(move.Stretch),
        };
        return wanted < now ? now : wanted;
    }
}
