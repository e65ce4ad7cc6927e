using System.Globalization;
using Rectification.Figures;
using Rectification.Gateway.Shell;
using Rectification.Terms;

namespace Rectification.Gateway.Figures.Pages;

/// <summary>Figures in words.</summary>
internal static class FigureWords
{
    private const decimal TenThousand = 10_000, HundredMillion = 100_000_000;

    /// <summary>What is stated, with its bound: 超8000万元.</summary>
    public static string Stated(Bilingual say, FigureView figure) => figure.Stated is not { } stated ? say["无", "none"]
        : say[Of(figure.Bound)] is { Length: > 0 } word ? say[$"{word}{Amount(say, stated, figure.Unit)}", $"{word} {Amount(say, stated, figure.Unit)}"]
        : Amount(say, stated, figure.Unit);

    /// <summary>What comes of the reports; shares are in the words of the rule for percentages.</summary>
    public static string Derived(Bilingual say, FigureView figure) => !figure.Derived ? "–"
        : figure.Value is { } value && figure.Unit?.EndsWith('%') != true ? Amount(say, value, figure.Unit) : figure.Text ?? say["尚无", "none yet"];

    /// <summary>A number and its unit as a person writes them, in ten thousands in Chinese and grouped in English. It is the same to the last digit.</summary>
    public static string Amount(Bilingual say, decimal number, string? unit)
    {
        var grouped = number.ToString("#,0.######", CultureInfo.InvariantCulture);
        if (unit is null or "" || "千万百亿".Contains(unit[0], StringComparison.Ordinal))
        {
            return say[grouped + unit, $"{grouped} {unit}".TrimEnd()];
        }

        var (divisor, multiple) = decimal.Abs(number) switch
        {
            >= HundredMillion => (HundredMillion, "亿"),
            >= TenThousand => (TenThousand, "万"),
            _ => (1, ""),
        };
        var said = (number / divisor).ToString("0.##############", CultureInfo.InvariantCulture);
        return say[said + multiple + unit, unit == "%" ? grouped + unit : $"{grouped} {unit}"];
    }

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
