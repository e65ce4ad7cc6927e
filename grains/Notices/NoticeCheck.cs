using System.Globalization;
using Rectification.Figures;
using Rectification.Measures;

namespace Rectification.Notices;

/// <summary>
/// Holds every number of a notice that names a figure against the figures: totals of the plan (in a category's section, of that category), rates, and
/// what measures have reached of what they count, and the figures that come of it. Pure; <c>docs/reference/notices.md</c> says the same in words.
/// </summary>
public static class NoticeCheck
{
    /// <summary>What may stand between the name of a figure and its number.</summary>
    private static readonly string[] Between = ["", "共", "共计", "总计", "合计", "总数", "数", "有", "为", "达", "达到"];

    private static readonly string[] New = ["新制定", "新制定制度", "新建立", "新建", "新建制度", "新出台", "新出台制度", "新增制度"];
    private static readonly string[] Revised = ["修订", "修订完善", "修订制度", "修订完善制度"];

    public static IReadOnlyList<NoticeFinding> Of(NoticeFacts facts, IEnumerable<NoticeSection> sections) =>
        [.. sections.SelectMany(section => OfSection(facts, section)).Concat(Outcomes(facts)).Distinct()];

    private static IEnumerable<NoticeFinding> OfSection(NoticeFacts facts, NoticeSection section)
    {
        var inCategory = section.Id.StartsWith(NoticeText.Categories, StringComparison.Ordinal);
        var counts = section.Typed ? NoticeCounts.Of(facts) : [];
        var figures = inCategory ? facts.OfCategory(NoticeText.CategoryOf(section.Id)) : facts.Figures;
        foreach (var number in NoticeNumbers.In(section.Text))
        {
            if (Total(number, figures, section.Id, inCategory) is { } total)
            {
                if (!total.Right.Contains(number.Unit == "%" ? number.Said : Plain(number.Value)) || number.Bound != Bound.Exact)
                {
                    yield return Finding(section, number, total.Figure, total.Right[0]);
                }
            }
            else if (section.Typed && NoticeCounts.Named(counts, number) is { Count: > 0 } named && !named.Any(count => count.IsSaidBy(number)))
            {
                yield return Finding(section, number, named[0].Figure, named[0].Right);
            }
        }
    }

    private static NoticeFinding Finding(NoticeSection section, NoticeNumber number, string figure, string right) =>
        new() { Section = section.Id, Quote = number.Clause, Figure = figure, Said = number.Said, Right = right };

    /// <summary>What is written of a measure's outcome says what it has reached: of the numbers with the target's unit one has to.</summary>
    private static IEnumerable<NoticeFinding> Outcomes(NoticeFacts facts)
    {
        foreach (var measure in facts.Measures.Where(measure => measure is { Status: MeasureStatus.SignedOff, Outcome: not null }))
        {
            var numbers = NoticeNumbers.In(measure.Outcome!).ToList();
            foreach (var count in NoticeCounts.Of(measure))
            {
                var said = numbers.Where(number => count.IsTarget ? count.Counts(number) : count.Shared(number) >= NoticeCounts.Enough).ToList();
                if (said.Count > 0 && !said.Any(number => number.IsTrueOf(count.Reached)) && !(count.IsTarget && Adds(said, count)))
                {
                    var category = facts.Problems.FirstOrDefault(problem => problem.No == measure.Problem)?.Category ?? 0;
                    yield return new()
                    {
                        Section = string.Create(CultureInfo.InvariantCulture, $"{NoticeText.Categories}{category}"),
                        Quote = $"措施 {measure.No}：{measure.Outcome}",
                        Figure = count.Figure,
                        Said = said[0].Said,
                        Right = count.Right,
                    };
                }
            }
        }
    }

    /// <summary>Parts that make up the whole: 名家12名、领军人才10名 of 22.</summary>
    private static bool Adds(List<NoticeNumber> said, NoticeCount count) =>
        said.Aggregate(Amount.Of(0), (sum, number) => sum + Amount.Of(number.Value)) == count.Reached;

    /// <summary>The total of the plan that a number names, with every way to print it; <see langword="null"/>: none.</summary>
    private static (string Figure, IReadOnlyList<string> Right)? Total(NoticeNumber number, NoticeFigures figures, string section, bool inCategory)
    {
        var words = number.Before + number.After;
        if (number.Unit == "%")
        {
            return !Has(words, "完成率", "整改率", "销号率", "办结率") ? null
                : words.Contains("问题", StringComparison.Ordinal) ? ("问题完成率", Rates(figures.ProblemsSignedOff, figures.Problems, number))
                : ("整改完成率", Rates(figures.MeasuresSignedOff, figures.Measures, number));
        }

        var unit = number.Unit.Length > 0 ? number.Unit[0] : ' ';
        if (unit is not ('个' or '条' or '项' or '件' or '部'))
        {
            return null;
        }

        var loose = section == NoticeText.Totals;
        var (open, done) = (Has(words, "未完成", "未销号", "尚未", "未整改", "正在整改", "仍在整改"),
            Has(words, "完成", "已整改", "整改到位", "销号", "办结"));
        return IsMeasure(number, unit, loose, inCategory) ? open ? One("未完成整改措施", figures.Measures - figures.MeasuresSignedOff)
                : words.Contains("基本完成", StringComparison.Ordinal) ? One("基本完成措施", figures.BasicallyDone)
                : done ? One("已完成整改措施", figures.MeasuresSignedOff) : One("整改措施", figures.Measures)
            : IsProblem(number, unit, loose, inCategory) ? open ? One("未完成整改问题", figures.Problems - figures.ProblemsSignedOff)
                : done ? One("已完成整改问题", figures.ProblemsSignedOff) : One("反馈问题", figures.Problems)
            : Institution(number, unit, figures, loose, inCategory);
    }

    private static bool IsMeasure(NoticeNumber number, char unit, bool loose, bool inCategory) =>
        Ends(number.Before, "整改措施", "措施") || Follows(number.After, "整改措施", "措施")
        || (unit == '条' && (Ends(number.Before, "完成整改", "完成销号", "完成", "已销号") || (loose && !inCategory)));

    private static bool IsProblem(NoticeNumber number, char unit, bool loose, bool inCategory) =>
        Ends(number.Before, "反馈问题") || Follows(number.After, "反馈问题")
        || (!inCategory && (Ends(number.Before, "问题") || Follows(number.After, "问题", "巡察问题", "整改问题") || (loose && unit == '个')));

    private static (string Figure, IReadOnlyList<string> Right)? Institution(
        NoticeNumber number, char unit, NoticeFigures figures, bool loose, bool inCategory)
    {
        var words = number.Before + number.After;
        var named = Has(words, "建章立制", "制度");
        return inCategory && !Has(words, "建章立制") ? null
            : Ends(number.Before, New) && (unit == '项' || named) ? One("新制定制度", figures.InstitutionsNew)
            : Ends(number.Before, Revised) && (unit == '项' || named) ? One("修订完善制度", figures.InstitutionsRevised)
            : named || (loose && unit == '项') ? One("建章立制", figures.InstitutionsNew + figures.InstitutionsRevised)
            : null;
    }

    /// <summary>A rate is right with the decimals it is printed with, by the one rule of rounding.</summary>
    private static IReadOnlyList<string> Rates(long done, long total, NoticeNumber number) =>
        [NoticeText.Rate(done, total), Percentages.Of(done, total, Math.Min(number.Decimals, Percentages.MostDecimals))];

    private static (string, IReadOnlyList<string>) One(string figure, long value) => (figure, [value.ToString(CultureInfo.InvariantCulture)]);

    private static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text ends with one of the words, or with one and what stands between it and its number.</summary>
    private static bool Ends(string text, params IReadOnlyList<string> words) =>
        words.Any(word => Between.Any(between => text.EndsWith(word + between, StringComparison.Ordinal)));

    /// <summary>Whether one of the words stands behind the unit.</summary>
    private static bool Follows(string after, params IReadOnlyList<string> words) =>
        after.Length > 1 && words.Any(word => after.AsSpan(1).StartsWith(word, StringComparison.Ordinal));
}
