using System.Globalization;
using Rectification.Figures;

namespace Rectification.Terms;

/// <summary>Figures as people write them, on pages and papers alike.</summary>
public static class FigureTexts
{
    private const decimal TenThousand = 10_000, HundredMillion = 100_000_000;

    private static readonly Term None = new("无", "none");
    private static readonly Term NotYet = new("尚无", "none yet");

    /// <summary>What is stated, with its bound: 超8000万元.</summary>
    public static Term Stated(decimal? stated, Bound bound, string? unit)
    {
        if (stated is not { } number)
        {
            return None;
        }

        var (word, amount) = (Of(bound), Amount(number, unit));
        return word.Zh.Length == 0 ? amount : new(word.Zh + amount.Zh, $"{word.En} {amount.En}");
    }

    /// <summary>What comes of the reports; shares are in the words of the rule for percentages.</summary>
    /// <param name="value">What came of them; <see langword="null"/> where nothing can be said.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="text">The value as it is printed.</param>
    public static Term Reported(decimal? value, string? unit, string? text) =>
        value is { } number && unit?.EndsWith('%') != true ? Amount(number, unit) : text is null ? NotYet : new(text, text);

    /// <summary>A number and its unit as a person writes them, in ten thousands in Chinese and grouped in English. It is the same to the last digit.</summary>
    public static Term Amount(decimal number, string? unit)
    {
        var grouped = number.ToString("#,0.######", CultureInfo.InvariantCulture);
        if (unit is null or "" || "千万百亿".Contains(unit[0], StringComparison.Ordinal))
        {
            return new(grouped + unit, $"{grouped} {unit}".TrimEnd());
        }

        var (divisor, multiple) = decimal.Abs(number) switch
        {
            >= HundredMillion => (HundredMillion, "亿"),
            >= TenThousand => (TenThousand, "万"),
            _ => (1, ""),
        };
        var said = (number / divisor).ToString("0.##############", CultureInfo.InvariantCulture);
        return new(said + multiple + unit, unit == CountingUnit.Percent ? grouped + unit : $"{grouped} {unit}");
    }

    /// <summary>Whether what is stated is true of the value.</summary>
    public static Term Holds(bool? holds) => holds switch
    {
        true => new("相符", "yes"),
        false => new("未达到", "not yet"),
        null => new("–", "–"),
    };

    public static Term Of(Bound bound) => bound switch
    {
        Bound.Over => new("超", "over"),
        Bound.Nearly => new("近", "nearly"),
        Bound.AtLeast => new("不少于", "at least"),
        Bound.AtMost => new("不超过", "at most"),
        Bound.Below => new("低于", "below"),
        Bound.About => new("约", "about"),
        Bound.Name => new("名称", "a name"),
        _ => new("", ""),
    };
}
