using Rectification.Figures;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.Terms;

namespace Rectification.Gateway.Figures.Pages;

/// <summary>Figures in words.</summary>
internal static class FigureWords
{
    /// <summary>What is stated, with its bound: 超 8000 万元.</summary>
    public static string Stated(Bilingual say, FigureView figure) => figure.Stated is not { } stated ? say["无", "none"]
        : say[Of(figure.Bound)] is { Length: > 0 } word ? $"{word} {RecordWords.Number(stated)} {figure.Unit}" : $"{RecordWords.Number(stated)} {figure.Unit}";

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

    public static Term Of(PeriodState state) => state switch
    {
        PeriodState.Reported => new("已报", "reported"),
        PeriodState.Missed => new("漏报", "missed"),
        PeriodState.Open => new("未到期", "open"),
        PeriodState.NotOwed => new("不需报", "not owed"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a word."),
    };

    public static Term Of(MoneyOutcome outcome) => outcome switch
    {
        MoneyOutcome.Refunded => new("清退", "given back"),
        MoneyOutcome.Recovered => new("追缴", "recovered"),
        MoneyOutcome.Averted => new("挽回", "averted"),
        MoneyOutcome.Saved => new("节约", "saved"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a word."),
    };
}
