using System.Globalization;
using Rectification.Documents.Ledgers.Out;

namespace Rectification.Documents.Ledgers;

/// <summary>Which measure of the plan in force a row is about: by what it says, and by its number where that is the plan's.</summary>
internal sealed class MeasureMatch
{
    private const int MostCandidates = 5;

    // Share of the pairs of signs of the shorter text that the longer one has, too.
    private const double Alike = 0.6;
    private const double Near = 0.3;

    // What is shorter is like too many.
    private const int LongEnough = 5;

    private readonly Dictionary<int, KnownMeasure> byNo;
    private readonly ILookup<string, KnownMeasure> byText;

    public MeasureMatch(LedgerKnown known)
    {
        byNo = known.Measures.ToDictionary(measure => measure.No);
        byText = known.Measures.ToLookup(measure => Same(AsRead.Measure(measure.Text)), StringComparer.Ordinal);
    }

    /// <summary>Whether the sheet's numbers are the plan's wherever its texts tell; <see langword="null"/>: no text tells.</summary>
    public bool? NumbersAreThePlans { get; set; }

    /// <summary>Whether the heading says that the numbers are those of measures.</summary>
    public bool NumbersAreNamed { get; set; }

    /// <summary>Whether a number and a text beside it are of the same measure; <see langword="null"/> where the plan has no such text.</summary>
    public bool? Agree(int number, string text) => byText[Same(text)].ToList() is { Count: > 0 } same ? same.Exists(measure => measure.No == number) : null;

    /// <param name="number">In the column of numbers.</param>
    /// <param name="text">What is to be done, without its list mark.</param>
    /// <param name="unit">Whose row it is, as far as that is known.</param>
    public MeasureFound Of(int? number, string text, string? unit)
    {
        if (text.Length == 0 || ListMarks.Number(text) is not null)
        {
            // An answer may well be the measure's number.
            return (ListMarks.Number(text) ?? number) is { } alone && byNo.TryGetValue(alone, out var numbered) ? new(numbered) : new(null);
        }

        var same = byText[Same(text)].ToList();
        if (same.Count > 1 && number is { } which && same.Find(measure => measure.No == which) is { } whole)
        {
            return new(whole);
        }

        if (same.Count > 1 && unit is not null && same.FindAll(measure => measure.Percents.ContainsKey(unit)) is { Count: 1 } ofUnit)
        {
            return new(ofUnit[0]);
        }

        if (same.Count > 0)
        {
            return same.Count == 1 ? new(same[0]) : new(null, [.. same.Select(measure => measure.No.ToString(CultureInfo.InvariantCulture))]);
        }

        if (number is { } no && NumbersAreThePlans != false && byNo.TryGetValue(no, out var other)
            && (NumbersAreNamed || NumbersAreThePlans == true || (text.Length >= LongEnough && Likeness(other.Text, text) > Alike)))
        {
            return new(other) { TextDiffers = true };
        }

        return new(null, Nearest(text, unit));
    }

    private List<string> Nearest(string text, string? unit) =>
    [
        .. byNo.Values.Where(measure => unit is null || measure.Percents.ContainsKey(unit)).Select(measure => (measure.No, measure.Text, Like: Likeness(
                measure.Text, text)))
            .Where(measure => measure.Like > Near).OrderByDescending(measure => measure.Like).ThenBy(measure => measure.No).Take(MostCandidates)
            .Select(measure => Fold.Trimmed(measure.Text)),
    ];

    private static double Likeness(string one, string other)
    {
        var (first, second) = (Pairs(Same(one)), Pairs(Same(other)));
        var least = Math.Min(first.Count, second.Count);
        return least == 0 ? 0 : (double)first.Count(second.Contains) / least;
    }

    private static HashSet<(char, char)> Pairs(string text) => [.. text.Zip(text.Skip(1))];

    /// <summary>A text as it is compared: without white space and signs, as these are lost and added when texts are copied.</summary>
    private static string Same(string text) => string.Concat(Fold.Tight(text).Where(char.IsLetterOrDigit));
}

/// <summary>The measure a row is about, or what may be offered.</summary>
internal sealed record MeasureFound(KnownMeasure? Measure, params IReadOnlyList<string> Candidates)
{
    /// <summary>It was found by its number, and says something else.</summary>
    public bool TextDiffers { get; init; }
}
