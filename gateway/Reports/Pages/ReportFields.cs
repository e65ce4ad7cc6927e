using Rectification.Gateway.Shell;
using Rectification.Measures;

namespace Rectification.Gateway.Reports.Pages;

/// <summary>A report as its fields are named in forms: alone, or one of many in a grid with its measure's number behind each name.</summary>
internal static class ReportFields
{
    public const string Percent = "percent";
    public const string Quantity = "quantity";
    public const string Note = "note";
    public const string Correction = "correction";

    /// <summary>What no number is; the measure refuses it with the words for its field.</summary>
    private const int NoNumber = -1;

    public static ReportProgress Read(FormState typed, string suffix, string unit) => new()
    {
        Unit = unit,
        Percent = PercentOf(typed[Percent + suffix]),
        Quantity = typed.OrNothing(Quantity + suffix) is null ? null : typed.Amount(Quantity + suffix) ?? NoNumber,
        Note = typed[Note + suffix],
        Correction = typed.OrNothing(Correction + suffix),
    };

    /// <summary>60 and 60% are the same.</summary>
    public static int PercentOf(string text) => HalfWidth.Whole(HalfWidth.Of(text).TrimEnd('%', ' ')) ?? NoNumber;
}
