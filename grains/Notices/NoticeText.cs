using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Papers;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Notices;

/// <summary>
/// Writes a notice from the plan's data, in the order in which such notices are published: who inspected whom, what was done, the totals, the
/// categories with their outcomes, the institutions, what goes on, where the public may turn to. What somebody typed takes a section's place.
/// </summary>
public static partial class NoticeText
{
    public const string Preamble = "preamble";
    public const string General = "general";
    public const string Totals = "totals";
    public const string Categories = "category-";
    public const string Institutions = "institutions";
    public const string Next = "next";
    public const string Contact = "contact";

    /// <summary>What stands where a telephone number is not public.</summary>
    public const string Hidden = "（电话不公开）";

    private const string Counted = "万亿元次人篇场个项条名家件部期%";

    /// <summary>Sections of problems without a category.</summary>
    private const string NoCategory = Categories + "0";

    public static NoticeBody Of(NoticeFacts facts, NoticeState notice, NoticeScope scope)
    {
        var marks = notice.Marks.ToDictionary(mark => mark.Measure, mark => mark.Public);
        bool Told(MeasureView measure, NoticeField field) =>
            scope == NoticeScope.Inside || (marks.GetValueOrDefault(measure.No) ?? NoticeMark.Usual).Contains(field);

        var sections = Ids(facts.Plan, facts.Problems).Select(id => Section(facts, notice, id, Told)).Where(section => section.Text.Length > 0);
        return new()
        {
            Plan = facts.Plan.Id,
            No = notice.No,
            Scope = scope,
            Title = notice.Title,
            Issuer = notice.Issuer,
            Figures = facts.Figures,
            Sections = [.. scope == NoticeScope.Public
                ? sections.Select(section => section with { Text = WithoutPhones(section.Text, notice.Phones) }) : sections],
            Measures = [.. facts.Measures.Select(measure => Row(facts, measure, Told))],
            Institutions = [.. facts.Measures.Where(measure => measure.Institution is not null && Told(measure, NoticeField.Institution)).Select(Institution)],
        };
    }

    /// <summary>The sections of a plan's notice, in order.</summary>
    public static IReadOnlyList<string> Ids(PlanView plan, IReadOnlyList<ProblemView> problems) =>
    [
        Preamble, General, Totals,
        .. plan.Categories.Select(category => string.Create(CultureInfo.InvariantCulture, $"{Categories}{category.No}")),
        .. problems.Any(problem => problem.Category is null) ? [NoCategory] : Array.Empty<string>(),
        Institutions, Next, Contact,
    ];

    /// <summary>Whether an id may be one of a section at all.</summary>
    public static bool IsSection(string id) => id is Preamble or General or Totals or Institutions or Next or Contact
        || (id.StartsWith(Categories, StringComparison.Ordinal)
            && int.TryParse(id.AsSpan(Categories.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>The category that a section is about; <see langword="null"/>: none.</summary>
    public static int? CategoryOf(string id) => id != NoCategory && id.StartsWith(Categories, StringComparison.Ordinal)
        ? int.Parse(id.AsSpan(Categories.Length), CultureInfo.InvariantCulture) : null;

    /// <summary>The text without telephone numbers but those that are marked as public.</summary>
    public static string WithoutPhones(string text, IReadOnlyList<string> open)
    {
        var known = open.Select(Digits).ToHashSet(StringComparer.Ordinal);
        return Phone().Replace(text, number => known.Contains(Digits(number.Value)) || Counts(text, number.Index + number.Length) ? number.Value : Hidden);
    }

    /// <summary>The rate as it is printed: no more decimals than it needs.</summary>
    public static string Rate(long done, long total) => Percentages.Of(done, total).Replace(".0%", "%", StringComparison.Ordinal);

    private static NoticeSection Section(NoticeFacts facts, NoticeState notice, string id, Func<MeasureView, NoticeField, bool> told)
    {
        var typed = notice.Typed.GetValueOrDefault(id);
        var text = typed ?? id switch
        {
            Preamble => PreambleOf(facts.Plan),
            General => $"{facts.Plan.InspectedBody ?? "我单位"}对照反馈意见逐条制定整改措施，明确责任领导、责任单位和完成时限，严格实行整改销号制度，严格落实见人、见事、见结果。",
            Totals => TotalsOf(facts.Plan, facts.Figures),
            Institutions => InstitutionsOf(facts, told),
            Next => $"下一步，{facts.Plan.InspectedBody ?? "我单位"}将坚持力度不减，持续深化整改落实，不断巩固整改成果。",
            Contact => "欢迎广大干部群众对整改落实情况进行监督。如有意见建议，请及时向我们反映。",
            _ => CategoryText(facts, CategoryOf(id), told),
        };
        return new() { Id = id, Heading = HeadingOf(facts.Plan, id), Text = PaperText.Clean(text).Trim(), Typed = typed is not null };
    }

    private static string? HeadingOf(PlanView plan, string id)
    {
        if (!id.StartsWith(Categories, StringComparison.Ordinal))
        {
            return null;
        }

        var at = plan.Categories.Index().FirstOrDefault(category => category.Item.No == CategoryOf(id));
        return at.Item is { } category ? $"{PaperText.Numeral(at.Index + 1)}、关于{Quotation.Of(category.Title)}问题的整改情况"
            : $"{PaperText.Numeral(plan.Categories.Count + 1)}、其他问题的整改情况";
    }

    private static string PreambleOf(PlanView plan)
    {
        var (team, body) = (plan.InspectionTeam ?? "巡察组", plan.InspectedBody ?? "我单位");
        var when = plan.Inspection is { } period ? $"{PaperText.Day(period.From)}至{PaperText.Day(period.To)}，" : "";
        return $"根据统一部署，{when}{team}对{body}进行了巡察。{PaperText.Day(plan.FeedbackDate)}，{team}向{body}反馈了巡察意见。"
            + "按照党务公开原则和巡察工作有关要求，现将巡察整改情况予以公布。";
    }

    private static string TotalsOf(PlanView plan, NoticeFigures figures)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{plan.InspectionTeam ?? "巡察组"}反馈问题{figures.Problems}个，制定整改措施{figures.Measures}条，已完成整改{figures.MeasuresSignedOff}条")
            + $"，整改完成率{Rate(figures.MeasuresSignedOff, figures.Measures)}。";
        if (figures.BasicallyDone > 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $"另有{figures.BasicallyDone}条措施基本完成，不计入完成率。");
        }

        var institutions = figures.InstitutionsNew + figures.InstitutionsRevised;
        return institutions == 0 ? text : text + string.Create(CultureInfo.InvariantCulture,
            $"在整改中，建章立制{institutions}项，其中新制定{figures.InstitutionsNew}项、修订完善{figures.InstitutionsRevised}项。");
    }

    private static string CategoryText(NoticeFacts facts, int? category, Func<MeasureView, NoticeField, bool> told)
    {
        var byProblem = facts.Measures.ToLookup(measure => measure.Problem);
        var problems = facts.Problems.Where(problem => problem.Category == category).ToList();
        return string.Join('\n', problems.Select((problem, i) =>
        {
            var items = byProblem[problem.No].Select(measure => Item(measure, told)).OfType<string>().ToList();
            var text = string.Concat(items.Select((item, at) => (items.Count > 1 ? PaperText.Circled(at + 1) : "") + item));
            return $"（{PaperText.Numeral(i + 1)}）{FullWidth(problem.Title)}。\n{text}";
        }));
    }

    /// <summary>What is told of a measure: its outcome once it is signed off, otherwise what is being done.</summary>
    private static string? Item(MeasureView measure, Func<MeasureView, NoticeField, bool> told)
    {
        var text = told(measure, NoticeField.Text) ? measure.Text : null;
        var said = measure.Status == MeasureStatus.SignedOff ? told(measure, NoticeField.Outcome) ? measure.Outcome ?? text : text : text;
        return said is null ? null : FullWidth(said).TrimEnd('。') + measure.Status switch
        {
            MeasureStatus.SignedOff => "。",
            MeasureStatus.BasicallyDone => "（基本完成，仍在整改）。",
            _ => "（正在整改）。",
        };
    }

    private static string InstitutionsOf(NoticeFacts facts, Func<MeasureView, NoticeField, bool> told)
    {
        var all = facts.Measures.Where(measure => measure.Institution is { Registered: true } && told(measure, NoticeField.Institution))
            .Select(measure => measure.Institution!).ToList();
        string Listed(InstitutionKind kind) => string.Join('、', all.Where(rule => rule.Kind == kind).Select(rule => FullWidth(rule.Title)));
        return string.Join('\n', new[] { ("新制定", InstitutionKind.New), ("修订完善", InstitutionKind.Revised) }
            .Select(kind => (kind.Item1, Titles: Listed(kind.Item2))).Where(kind => kind.Titles.Length > 0).Select(kind => $"{kind.Item1}：{kind.Titles}。"));
    }

    private static NoticeMeasure Row(NoticeFacts facts, MeasureView measure, Func<MeasureView, NoticeField, bool> told) => new()
    {
        No = measure.No,
        Problem = measure.Problem,
        SignedOff = measure.Status == MeasureStatus.SignedOff,
        Text = told(measure, NoticeField.Text) ? measure.Text : null,
        Outcome = measure.Status == MeasureStatus.SignedOff && told(measure, NoticeField.Outcome) ? measure.Outcome : null,
        LeadUnit = told(measure, NoticeField.LeadUnit) ? facts.Units.GetValueOrDefault(measure.LeadUnit) ?? measure.LeadUnit : null,
        Deadline = told(measure, NoticeField.Deadline) ? measure.Deadline : null,
    };

    private static NoticeInstitution Institution(MeasureView measure) => new()
    {
        Measure = measure.No,
        Kind = measure.Institution!.Kind,
        Title = measure.Institution.Title,
        Registered = measure.Institution.Registered,
        Number = measure.Institution.Number,
        Date = measure.Institution.Date,
    };

    /// <summary>Chinese text with the marks of Chinese text.</summary>
    private static string FullWidth(string text) => Comma().Replace(text, mark => mark.Value switch
    {
        "," => "，",
        ";" => "；",
        ":" => "：",
        _ => mark.Value,
    });

    /// <summary>Whether a number is followed by what it counts, and so is none of a telephone.</summary>
    private static bool Counts(string text, int end) => text.AsSpan(end).TrimStart() is [var next, ..] && Counted.Contains(next, StringComparison.Ordinal);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"(?<=[\u4e00-\u9fff\u201d\u300b\uff09])[,;:]")]
    private static partial Regex Comma();

    /// <summary>A mobile number, or one of a fixed line with or without its area.</summary>
    [GeneratedRegex(@"(?<![\d.])(?:1[3-9]\d{9}|(?:[\uff08(]?0\d{2,3}[\uff09)]?[-\uff0d\u2014\s]?)?[2-9]\d{6,7})(?![\d.])")]
    private static partial Regex Phone();
}
