using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Terms;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>The state and the light of a measure as they stand in every list and on every record.</summary>
internal static class MeasureBadges
{
    public static MarkupString Status(Bilingual say, MeasureView measure)
    {
        var open = measure.Status != MeasureStatus.SignedOff;
        return Html.Of($"<span class=\"status {Words.Of(measure.Status)}\">{say[Glossary.Of(measure.Status)]}</span>"
            + $"{Small(!open && measure.Standing is not null, Glossary.Standing)}"
            + $"{Small(measure.Returned is not null && measure.Status == MeasureStatus.InProgress, Glossary.Returned)}"
            + $"{Small(open && measure.Reopened > 0, Glossary.Reopened)}");
        MarkupString Small(bool holds, Term word) => holds ? Html.Of($" <small>{say[word]}</small>") : default;
    }

    /// <summary>One badge a row: that it is overdue says more than the light that follows from it.</summary>
    public static MarkupString Light(Bilingual say, MeasureView measure) => (measure.Overdue, measure.Light) switch
    {
        (true, _) => Html.Of($"<span class=\"light overdue\">{say[Glossary.Overdue]}</span>"),
        (_, Rectification.Plans.Light.None) => Html.Of($"<span class=\"none\">{say[Glossary.Of(measure.Light)]}</span>"),
        _ => Html.Of($"<span class=\"light {Words.Of(measure.Light)}\">{say[Glossary.Of(measure.Light)]}</span>"),
    };

    /// <summary>How it goes, where the deadline stands beside it.</summary>
    public static MarkupString Pace(Bilingual say, MeasureView measure)
    {
        var (style, word) = MeasureWords.Light(say, measure);
        return Html.Of($"<span class=\"light {style}\">{word}</span>");
    }
}
