using System.Globalization;
using Rectification.Figures;
using Rectification.Measures;

namespace Rectification.Notices;

/// <summary>Something that is counted, which a number in a text may be about: what a measure reaches, or a figure that comes of it.</summary>
/// <param name="What">What is counted; nothing where the plan does not say.</param>
/// <param name="Unit">The unit of its base: 元 of 万元.</param>
/// <param name="Reached">How much, in the base.</param>
/// <param name="Right">The same for people.</param>
/// <param name="IsTarget">It is a measure's target.</param>
internal sealed record NoticeCount(string? What, string Unit, Amount Reached, string Right, bool IsTarget = false)
{
    private const string Persons = "人";
    private const string Times = "人次";

    private readonly string _bare = NoticeCounts.Bare(What ?? "");

    public string Figure => What ?? Unit;

    /// <summary>Whether a number counts in this unit. 人次 are no 人.</summary>
    public bool Counts(NoticeNumber number) =>
        number.Unit.StartsWith(Unit, StringComparison.Ordinal) && !(Unit == Persons && number.Unit.StartsWith(Times, StringComparison.Ordinal));

    /// <summary>Length of the longest run of characters that what is counted and the words around a number share; 0 where it counts in another unit.</summary>
    public int Shared(NoticeNumber number)
    {
        if (_bare.Length == 0 || !Counts(number))
        {
            return 0;
        }

        var length = NoticeCounts.Common(_bare, NoticeCounts.Bare(number.Before + number.After));
        return length >= Math.Min(NoticeCounts.Enough, _bare.Length) && length > 1 ? length : 0;
    }

    /// <summary>Whether the words around a number name all of it.</summary>
    public bool IsNamedWhole(NoticeNumber number) => Shared(number) == _bare.Length;

    /// <summary>Whether a number is true of it, or is one of the parts by which it is called: 名家12名与领军人才10名.</summary>
    public bool IsSaidBy(NoticeNumber number) => number.IsTrueOf(Reached) || NoticeNumbers.In(What!).Any(part => part.Value == number.Value);
}

/// <summary>What a plan counts, for its notice.</summary>
internal static class NoticeCounts
{
    /// <summary>Characters in a row that what is counted and a text must share for a number to be about it.</summary>
    public const int Enough = 3;

    /// <summary>Figures first: of what is called the same the whole is meant.</summary>
    public static IReadOnlyList<NoticeCount> Of(NoticeFacts facts) => [.. facts.Derived.Select(Of).OfType<NoticeCount>(), .. facts.Measures.SelectMany(Of)];

    public static IEnumerable<NoticeCount> Of(MeasureView measure)
    {
        if (measure.Target is { } target)
        {
            yield return Count(target.What, target.Unit, target.Reached, isTarget: true);
        }

        foreach (var quantity in measure.Quantities ?? [])
        {
            yield return Count(quantity.Stated.What, quantity.Stated.Unit, quantity.Reached ?? 0, isTarget: false);
        }
    }

    /// <summary>What a number is about: what shares most with its words, best with the whole name; all of them where several are called the same.</summary>
    public static IReadOnlyList<NoticeCount> Named(IReadOnlyList<NoticeCount> counts, NoticeNumber number)
    {
        var found = counts.Select(count => (Count: count, Shared: (Length: count.Shared(number), Whole: count.IsNamedWhole(number))))
            .Where(found => found.Shared.Length > 0).ToList();
        return found.Count == 0 ? [] : [.. found.Where(named => named.Shared == found.Max(other => other.Shared)).Select(named => named.Count)];
    }

    internal static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>Length of the longest run of characters that both have.</summary>
    internal static int Common(string one, string other)
    {
        var longest = 0;
        for (var i = 0; i < one.Length; i++)
        {
            for (var length = longest + 1; i + length <= one.Length && other.Contains(one.Substring(i, length), StringComparison.Ordinal); length++)
            {
                longest = length;
            }
        }

        return longest;
    }

    /// <summary>Totals of the plan are held against the seal, so only figures that come of quantities are left.</summary>
    private static NoticeCount? Of(FigureView figure) => figure is { Terms.Count: > 0, Value: { } value, Unit: { } unit, What: { } what }
        ? new(what, CountingUnit.Of(unit).Base, CountingUnit.Of(unit).ToBase(Amount.Of(value)), figure.Text ?? Plain(value) + unit) : null;

    private static NoticeCount Count(string? what, string unit, decimal reached, bool isTarget) =>
        new(what, CountingUnit.Of(unit).Base, CountingUnit.Of(unit).ToBase(Amount.Of(reached)), Plain(reached) + unit, isTarget);

    private static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
