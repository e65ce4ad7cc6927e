using Rectification.Plans;

namespace Rectification.Notifications;

/// <summary>Parts of the sentences that people hear. Pure.</summary>
internal static class Sentences
{
    /// <summary>Longest part of a title or a measure's text in a sentence, in UTF-16 code units.</summary>
    public const int MaxText = 30;

    /// <summary>Longest part of a reason in a sentence, in UTF-16 code units.</summary>
    private const int MaxReason = 200;

    public static string LeaderTitle(PlanFrame frame, string leader) => frame.Leaders.FirstOrDefault(known => known.Id == leader)?.Title ?? leader;

    public static string UnitName(PlanFrame frame, string unit) => frame.Units.FirstOrDefault(known => known.Id == unit)?.Name ?? unit;

    public static string Cut(string text, int longest = MaxReason) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
}
