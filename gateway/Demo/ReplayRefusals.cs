using static Rectification.Refusal;

namespace Rectification.Gateway.Demo;

/// <summary>Every "no" of a replay.</summary>
internal static class ReplayRefusals
{
    public static readonly Refusal DayOutside = Invalid(
        "replay.day-outside", "回放只能向前，且不超过最后一天。", "A replay only goes forward, and no farther than its last day.", "/day");
    public static readonly Refusal WishUnknown = Invalid(
        "replay.wish-unknown", "须为 pause、continue、slower、faster、end 或 to。", "It must be pause, continue, slower, faster, end or to.", "/do");
}
