namespace Rectification.Signals;

/// <summary>A signal as found: every other measure it concerns, before it is cut to what a reader may see.</summary>
/// <param name="Kind">What sort of sign.</param>
/// <param name="Zh">The facts of the measure's own trail, one sentence.</param>
/// <param name="En">The same in English.</param>
/// <param name="Versions">The entries it stands on.</param>
/// <param name="Elsewhere">Numbers of the other measures concerned, in order.</param>
public sealed record PaperFinding(PaperSignalKind Kind, string Zh, string En, IReadOnlyList<long> Versions, IReadOnlyList<int> Elsewhere)
{
    /// <summary>Most measures named in one signal.</summary>
    public const int MaxNamed = 20;

    /// <summary>The signal for a reader; of measures he may not see, only how many they are.</summary>
    public PaperSignal For(Func<int, bool> sees)
    {
        var seen = Elsewhere.Where(sees).Take(MaxNamed).ToList();
        var more = Elsewhere.Count - seen.Count;
        var (zh, en) = (seen.Count, more) switch
        {
            (0, 0) => ("", ""),
            (0, _) => ($"另见于 {more} 条其他措施。", $" It is also on {more} other measures."),
            (_, 0) => ($"另见于措施 {string.Join('、', seen)}。", $" It is also on measures {string.Join(", ", seen)}."),
            _ => ($"另见于措施 {string.Join('、', seen)} 和其他 {more} 条措施。", $" It is also on measures {string.Join(", ", seen)} and {more} others."),
        };
        return new() { Kind = Kind, Zh = Zh + zh, En = En + en, Versions = Versions, Measures = seen, MoreMeasures = more };
    }
}
