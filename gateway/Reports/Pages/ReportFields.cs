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

    /// <summary>Says that a quantity short of the target is what is meant.</summary>
    public const string Short = "short";

    /// <summary>Asks whether it is.</summary>
    public const string ShortCode = "page.quantity-short";

    private const int AllDone = 100;

    /// <summary>What no number is; the measure refuses it with the words for its field.</summary>
    private const int NoNumber = -1;

    /// <summary>Before the name of a quantity that is reported beside the target's.</summary>
    public const string Metric = "metric-";

    /// <param name="typed">The form.</param>
    /// <param name="suffix">What stands behind each name.</param>
    /// <param name="unit">Whose report it is.</param>
    /// <param name="quantities">What the measure counts beside its target, where the form asks for it.</param>
    public static ReportProgress Read(FormState typed, string suffix, string unit, IReadOnlyList<QuantityView>? quantities = null) => new()
    {
        Unit = unit,
        Percent = PercentOf(typed[Percent + suffix]),
        Quantity = typed.OrNothing(Quantity + suffix) is null ? null : typed.Amount(Quantity + suffix) ?? NoNumber,
        Note = typed[Note + suffix],
        Correction = typed.OrNothing(Correction + suffix),
        Metrics = Metrics(typed, suffix, quantities ?? []) is { Count: > 0 } metrics ? metrics : null,
    };

    /// <summary>Those that were filled in; what is no number is one that no measure takes, and is refused.</summary>
    private static Dictionary<string, decimal> Metrics(FormState typed, string suffix, IReadOnlyList<QuantityView> quantities) =>
        quantities.Select(quantity => quantity.Stated.Name).Where(name => typed.OrNothing(Metric + name + suffix) is not null)
            .ToDictionary(name => name, name => typed.Amount(Metric + name + suffix) ?? decimal.MaxValue, StringComparer.Ordinal);

    /// <summary>
    /// Done to the last percent and counted short of the target: who reports so is asked once whether the quantity is forgotten, and says that it is not.
    /// Where other units are still at work, only who has counted nothing is asked.
    /// </summary>
    public static Refusal? Question(FormState typed, string suffix, ReportProgress report, MeasureView measure, AssignmentView share)
    {
        if (measure.Target is not { } target || report.Percent != AllDone || report.Quantity == NoNumber || typed[Short + suffix].Length > 0)
        {
            return null;
        }

        var own = report.Quantity ?? share.Quantity ?? 0;
        var sum = target.Reached - (share.Quantity ?? 0) + own;
        var isLast = measure.Assignments.All(other => other.Unit == share.Unit || other.Percent == AllDone);
        return sum >= target.Value || !(isLast || own == 0) ? null : Refusal.Invalid(
            ShortCode,
            $"进度填了 100%，而数量合计为 {sum:0.######} / {target.Value:0.######} {target.Unit}，未达到目标。数量是否漏填？请补填数量；确实如此的，勾选确认后再次提交。",
            $"Percent is 100, but the quantity is {sum:0.######} of {target.Value:0.######} {target.Unit}. "
                + "Is it missing? State it, or tick the box if it is so and send again.",
            "/" + Quantity);
    }

    /// <summary>60 and 60% are the same.</summary>
    public static int PercentOf(string text) => HalfWidth.Whole(HalfWidth.Of(text).TrimEnd('%', ' ')) ?? NoNumber;
}
