using Rectification.Figures;
using Rectification.Terms;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>成效金额 in words.</summary>
internal static class OutcomeWords
{
    public static Term Of(MoneyOutcome outcome) => outcome switch
    {
        MoneyOutcome.Refunded => new("清退", "given back"),
        MoneyOutcome.Recovered => new("追缴", "recovered"),
        MoneyOutcome.Averted => new("挽回", "averted"),
        MoneyOutcome.Saved => new("节约", "saved"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a word."),
    };
}
