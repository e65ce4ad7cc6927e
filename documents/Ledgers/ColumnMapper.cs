using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Documents.Workbooks;

namespace Rectification.Documents.Ledgers;

/// <summary>Says what each column is: by its words, and where these have two readings by its neighbours and values.</summary>
/// <param name="columns">With their samples.</param>
/// <param name="context">The plan it is read into.</param>
/// <param name="directory">The plan's units.</param>
/// <param name="deadlines">Reads sample days.</param>
/// <param name="from1904">How the workbook counts days.</param>
internal sealed partial class ColumnMapper(IReadOnlyList<LedgerColumn> columns, LedgerContext context, UnitDirectory directory,
    DeadlineRule deadlines, bool from1904)
{
    private readonly List<LedgerColumn> unclear = [];

    /// <summary>Whose heading has two readings and values that do not decide.</summary>
    public IReadOnlyList<LedgerColumn> Unclear => unclear;

    /// <param name="notes">What stands above the headings; may name the unit of money.</param>
    /// <param name="unitSheet">Whether the sheet is one unit's progress.</param>
    /// <param name="duties">Whether it is a 责任清单 beside a list of measures, whose 序号 is then the measure's.</param>
    /// <param name="headed">Whether rows of one text stand between the others: they are what the others are about.</param>
    /// <param name="manyUnits">Whether the sheet is the progress of many units: who reports a row is its unit.</param>
    public void Map(string notes, bool unitSheet, bool duties = false, bool headed = false, bool manyUnits = false)
    {
        Exclusive();
        Money(notes);
        Composite();
        Texts(unitSheet, headed);
        if (manyUnits && !Has(LedgerFields.Measure))
        {
            // 督办事项， 整改任务: what is to be done stands where a plan has its problems.
            Set(columns.FirstOrDefault(column => column.Field == LedgerFields.Problem), LedgerFields.Measure);
        }

        Numbers(duties);
        if (!manyUnits || !Reporting())
        {
            Units(unitSheet, manyUnits);
        }

        Days();
        States();
        Rest();
    }

    private IEnumerable<LedgerColumn> Free(params Heading[] headings) =>
        columns.Where(column => column.Field == LedgerFields.Extra && headings.Contains(column.Meaning.Heading));

    private LedgerColumn? Best(params Heading[] headings) => BestFirst(headings).FirstOrDefault();

    private IEnumerable<LedgerColumn> BestFirst(params Heading[] headings) => Free(headings).OrderByDescending(column => column.Meaning.Rank)
        .ThenByDescending(When).ThenBy(column => column.Index);

    // 6月21日进度 and 6月28日进度, 5月进展 and 6月进展, 第1周 and 第2周 over 完成率: the later one says how far it is.
    private static int When(LedgerColumn column) => When(column.Leaf) is > 0 and var own ? own : When(column.Group);

    private static int When(string heading)
    {
        var latest = 0;
        foreach (Match match in HeadingTime().Matches(ChineseNumerals.ToDigits(Fold.Tight(heading))))
        {
            int Number(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
            latest = Math.Max(latest, (Number("m") * 100) + (Number("q") * 300) + Number("d") + (Number("w") * 7));
        }

        return latest;
    }

    private bool Has(string field) => columns.Any(column => LedgerFields.Has(column.Field, field));

    private void Exclusive()
    {
        List<LedgerColumn> run = [];
        foreach (var column in columns.Append(null))
        {
            var word = column is null ? "" : Fold.WithoutBrackets(column.Leaf);
            if (column is not null && HeadingWords.Of(column.Leaf).Heading is Heading.None or Heading.Situation && StateRule.IsState(word))
            {
                run.Add(column!);
                continue;
            }

            foreach (var state in run.Count > 1 ? run : [])
            {
                state.Field = LedgerFields.StateOf + Fold.WithoutBrackets(state.Leaf);
            }

            run.Clear();
        }
    }

    private void Money(string notes)
    {
        var stated = MoneyNote().Match(Fold.Tight(notes));
        foreach (var column in columns.Where(column => column.Field == LedgerFields.Extra))
        {
            var own = MoneyRule.UnitIn(column.Leaf) ?? MoneyRule.UnitIn(column.Group);
            var word = column.Meaning.Heading;
            if (word == Heading.Total || word is Heading.None or Heading.Money && Fold.Tight(column.Leaf).StartsWith("\u5408\u8BA1", StringComparison.Ordinal))
            {
                column.AddsUp = own is not null;
            }
            else if (word == Heading.Money || own is not null && word is Heading.None or Heading.Situation or Heading.Extra)
            {
                column.Field = LedgerFields.Money + (own?.Unit ?? (stated.Success ? stated.Groups["u"].Value : "\u5143"));
            }
        }
    }

    // 责任单位⏎责任人: the heading names two, and so does the cell.
    private void Composite()
    {
        foreach (var column in columns.Where(column => column.Field == LedgerFields.Extra))
        {
            var leaf = Fold.Trimmed(column.Leaf);
            leaf = HeadingWords.IsOneWord(leaf) ? leaf : HeadingBlanks().Replace(leaf, "/");
            var parts = HeadingParts().Split(Fold.WithoutBrackets(leaf)).ToList();
            parts.Add(Fold.InBrackets(column.Leaf));
            if (IsUnit(column.Meaning.Heading) && column.Share(cell => LeaderLabel().IsMatch(cell.Text)) >= 0.3)
            {
                // 责任分工, and in the cell 牵头领导：…；牵头单位：….
                column.Field = $"{LedgerFields.LeadAndSupporting}+{LedgerFields.Leader}";
                continue;
            }

            var words = parts.ConvertAll(part => HeadingWords.Of(part).Heading).FindAll(IsWho).Distinct().ToList();
            var units = words.FindAll(IsUnit);
            if (words.Count < 2 || units.Count == 0 || words.TrueForAll(IsUnit) && (column.Leaf.Contains('(') || column.Leaf.Contains('\uFF08')))
            {
                continue;
            }

            column.Field = units is [Heading.Lead] ? LedgerFields.LeadUnit : units is [Heading.Supporting] ? LedgerFields.SupportingUnits
                : LedgerFields.LeadAndSupporting;
            column.Field += words.Contains(Heading.Person) || words.Contains(Heading.Telephone) ? "+" + LedgerFields.Person : "";
            column.Field += words.Contains(Heading.Leader) ? "+" + LedgerFields.Leader : "";
        }
    }

    private static bool IsUnit(Heading word) => word is Heading.Lead or Heading.Responsible or Heading.Supporting or Heading.Unit;

    private static bool IsWho(Heading word) => IsUnit(word) || word is Heading.Person or Heading.Leader or Heading.Telephone;

    private void Texts(bool unitSheet, bool headed)
    {
        var measure = Best(Heading.Measure);
        var problem = Best(Heading.Problem);
        if (problem is { Meaning.Rank: 1 } && (unitSheet || measure is not null && problem.Index > measure.Index))
        {
            problem = null;
        }

        if (measure is null && Free(Heading.Problem).Count() > 1 && Free(Heading.Problem).FirstOrDefault(column =>
            Fold.WithoutBrackets(column.Leaf).EndsWith("\u6574\u6539\u4EFB\u52A1", StringComparison.Ordinal)) is { } task)
        {
            measure = task;
            problem = problem == task ? Free(Heading.Problem).FirstOrDefault(column => column != task) : problem;
        }

        if (measure is not null && problem is { Meaning.Rank: < 4 } && EndsWithTask().IsMatch(Fold.WithoutBrackets(problem.Leaf))
            && Free(Heading.ProblemRef).Any(column => column.Share(cell => ListMarks.Numbers(cell.Text).Count > 0) > 0.5))
        {
            // 对应问题 says which problem it is; 整改任务 beside it is none of its own.
            problem = null;
        }

        if (measure is null && headed && problem is not null && EndsWithTask().IsMatch(Fold.WithoutBrackets(problem.Leaf)))
        {
            // 问题一 stands in a row of its own, and 整改任务 below it is what is done about it.
            (measure, problem) = (problem, null);
        }

        measure ??= Free(Heading.ProblemDetail).FirstOrDefault(column => column.Meaning.Rank == 1);
        if (problem is not null && measure is not null && problem.Share(cell => ListMarks.Number(cell.Text) is not null) > 0.8)
        {
            problem.Field = LedgerFields.ProblemRef;
            problem = null;
        }

        // 重点任务 beside 具体举措: what is to be done stands where the problem does.
        problem ??= measure is null || unitSheet || Free(Heading.ProblemRef, Heading.ProblemDetail).Any() || Has(LedgerFields.ProblemRef) ? null
            : Free(Heading.Measure).FirstOrDefault(column => column.Index < measure.Index
                && Fold.WithoutBrackets(column.Leaf).EndsWith("\u4EFB\u52A1", StringComparison.Ordinal));
        problem ??= measure is null || unitSheet ? null : Free(Heading.ProblemDetail).FirstOrDefault(column => column != measure);
        Set(measure, LedgerFields.Measure);
        Set(problem, LedgerFields.Problem);
        if (problem is not null)
        {
            Set(Best(Heading.ProblemDetail) ?? Free(Heading.Problem).FirstOrDefault(column => column.Meaning.Rank is > 2 and < 6), LedgerFields.ProblemDetail);
        }

        Set(Best(Heading.Target), LedgerFields.Target);
    }

    private static void Set(LedgerColumn? column, string field)
    {
        if (column is not null)
        {
            column.Field = field;
        }
    }

    private void Numbers(bool duties)
    {
        var bare = Best(Heading.Number);
        var ofProblem = Best(Heading.ProblemNo);
        var ofMeasure = Best(Heading.MeasureNo);
        var problem = columns.FirstOrDefault(column => column.Field == LedgerFields.Problem);
        if (!Has(LedgerFields.Measure))
        {
            if (problem is not null)
            {
                Set(ofProblem ?? bare, LedgerFields.ProblemNo);
            }
            else
            {
                Set(Best(Heading.MeasureRef) ?? ofMeasure ?? (duties ? bare : null), LedgerFields.MeasureRef);
                Set(Best(Heading.ProblemRef) ?? ofProblem, LedgerFields.ProblemRef);
            }

            return;
        }

        if (problem is null)
        {
            Set(ofMeasure ?? bare, LedgerFields.MeasureNo);
            if (!Has(LedgerFields.ProblemRef))
            {
                Reference(Best(Heading.ProblemRef) ?? ofProblem);
            }

            return;
        }

        ofMeasure ??= Best(Heading.MeasureRef);
        Set(ofMeasure, LedgerFields.MeasureNo);
        if (bare is not null && NumbersProblems(bare, problem))
        {
            bare.Field = LedgerFields.ProblemNo;
        }
        else
        {
            Set(ofMeasure is null ? bare : null, LedgerFields.MeasureNo);
            Set(ofProblem ?? Best(Heading.ProblemRef), LedgerFields.ProblemNo);
        }
    }

    // 针对问题 may hold the problem's number, or the problem itself.
    private void Reference(LedgerColumn? column)
    {
        if (column is not null)
        {
            var numbers = column.Share(cell => ListMarks.Numbers(cell.Text).Count > 0);
            column.Field = numbers > 0.5 || !column.Values().Any() || column.Meaning.Heading == Heading.ProblemNo ? LedgerFields.ProblemRef
                : LedgerFields.Problem;
        }
    }

    /// <summary>Whether 序号 counts problems: it is merged or left out, or stays the same, where the problem goes on.</summary>
    private static bool NumbersProblems(LedgerColumn number, LedgerColumn problem)
    {
        var gaps = 0;
        var rows = 0;
        for (var i = 0; i < number.Sample.Count; i++)
        {
            var own = !number.Inherited[i] && number.Sample[i] is not null;
            var goesOn = i > 0 && (problem.Inherited[i] || problem.Sample[i] is null || problem.Sample[i]!.Text == problem.Sample[i - 1]?.Text);
            rows++;
            gaps += !own || goesOn && number.Sample[i]!.Text == number.Sample[i - 1]?.Text ? 1 : 0;
        }

        return rows > 0 && gaps * 10 > rows;
    }

    // 填报单位 says whose progress a row is, whoever else is responsible for the measure.
    private bool Reporting()
    {
        var reporting = columns.FirstOrDefault(column =>
            column.Field == LedgerFields.Extra && Reports().IsMatch(Fold.WithoutBrackets(column.Leaf)) && column.Share(cell => IsUnits(cell.Text)) >= 0.5);
        Set(reporting, LedgerFields.LeadUnit);
        return reporting is not null;
    }

    private void Units(bool unitSheet, bool manyUnits)
    {
        // A unit names its own sections in its sheet; they are nobody's in the plan.
        bool IsOfPlan(LedgerColumn column) => !unitSheet || manyUnits || !column.Values().Any() || column.Share(cell => IsUnits(cell.Text)) > 0;

        var ofProblems = Has(LedgerFields.Problem) && !Has(LedgerFields.Measure);
        var leads = Free(Heading.Lead).Where(IsOfPlan).ToList();
        var responsible = Free(Heading.Responsible).Where(IsOfPlan).OrderByDescending(column => column.Meaning.Rank).ThenBy(column => column.Index).ToList();
        var supporting = Free(Heading.Supporting).ToList();
        if (ofProblems)
        {
            Set(leads.Concat(responsible).FirstOrDefault(), LedgerFields.ProblemLeadUnit);
            Set(Best(Heading.Leader), LedgerFields.ProblemLeader);
            return;
        }

        if (leads.Count == 0 && responsible.Count == 0 && !Has(LedgerFields.LeadUnit) &&
            Free(Heading.Unit).FirstOrDefault(column => (unitSheet && !manyUnits) || column.Share(cell => IsUnits(cell.Text)) >= 0.5) is { } bare)
        {
            responsible.Add(bare);
        }

        // Nobody oversees where nobody else is responsible: beside 协管部门 the 主管部门 is who does it.
        if (leads.Count == 0 && responsible.Count == 0 && supporting.Count > 0 && !Has(LedgerFields.LeadUnit)
            && Free(Heading.Overseeing).FirstOrDefault(column => column.Leaf.Contains("\u4E3B\u7BA1", StringComparison.Ordinal)) is { } inCharge)
        {
            responsible.Add(inCharge);
        }

        foreach (var column in supporting)
        {
            // 乙区（80%）、丙市（已完成）: who supports, and how far each is.
            var each = column.Share(cell => cell.Text.AsSpan().IndexOfAny("%\uFF05:\uFF1A") >= 0 && IsUnits(cell.Text)) >= 0.3;
            column.Field = each ? $"{LedgerFields.SupportingUnits}+{LedgerFields.UnitProgress}" : LedgerFields.SupportingUnits;
        }

        if (leads.Count > 0 || Has(LedgerFields.LeadUnit))
        {
            Set(Has(LedgerFields.LeadUnit) ? null : leads[0], LedgerFields.LeadUnit);
            leads.Skip(1).Concat(responsible).ToList().ForEach(column => column.Field = LedgerFields.SupportingUnits);
        }
        else if (responsible.Count > 0)
        {
            responsible.Skip(1).ToList().ForEach(column => column.Field = LedgerFields.SupportingUnits);
            responsible[0].Field = supporting.Count > 0 || responsible.Count > 1 || (unitSheet && !manyUnits) ? LedgerFields.LeadUnit
                : LedgerFields.LeadAndSupporting;
        }

        foreach (var column in Free(Heading.Overseeing))
        {
            column.Field = LedgerFields.OverseeingUnit;
        }

        Set(Has(LedgerFields.Leader) ? null : Best(Heading.Leader), LedgerFields.Leader);
    }

    private bool IsUnits(string text)
    {
        var folded = Fold.Tight(text);
        return directory.Knows(folded) || directory.LongestAtStart(folded) is not null;
    }

    private void Days()
    {
        // 要求完成 and 最终时限 bind; what a unit plans beside it, or the end of a stage, does not.
        var ends = Free(Heading.Deadline).OrderByDescending(column => Binds().IsMatch(column.Leaf)).ThenBy(column => OfStage().IsMatch(column.Leaf))
            .ThenByDescending(column => column.Meaning.Rank).ThenBy(column => column.Index).ToList();
        var actual = Best(Heading.Actual);
        if (ends.Count > 1 && ends.Find(column => Moved().IsMatch(Fold.Tight(column.Leaf))) is { } moved)
        {
            moved.Field = LedgerFields.MovedDeadline;
            ends.Remove(moved);
            unclear.Add(moved);
        }

        Set(ends.FirstOrDefault(), LedgerFields.Deadline);
        unclear.AddRange(ends.Skip(1));
        var done = Best(Heading.Done);
        if (done is not null && ends.Count > 0)
        {
            Set(actual is null ? done : null, LedgerFields.ActualDate);
        }
        else if (done is not null)
        {
            done.Field = actual is not null || LiesAhead(done) ? LedgerFields.Deadline : LedgerFields.ActualDate;
        }

        Set(actual, LedgerFields.ActualDate);
        Set(Best(Heading.Start), LedgerFields.Start);
    }

    /// <summary>完成时间 with no other deadline beside it: ahead when a day is, or words such as 立行立改 stand there; behind when all is over and done.</summary>
    private bool LiesAhead(LedgerColumn done)
    {
        var days = 0;
        foreach (var cell in done.Values())
        {
            var reading = deadlines.Read(cell, from1904);
            if (reading.Day > context.Today || reading.LongTerm || reading.Remarks.Any(remark => remark.Code is LedgerCodes.DeadlineNoDate or
                LedgerCodes.DeadlineRelative or LedgerCodes.DeadlineAmbiguous))
            {
                return true;
            }

            days += reading.Day is null ? 0 : 1;
        }

        var over = columns.Any(column => column.Meaning.Heading is Heading.State or Heading.Situation or Heading.Result or Heading.Progress &&
            column.Share(cell => StateRule.Read(cell).Percent == 100) >= 0.5);
        if (days > 0 && !over)
        {
            unclear.Add(done);
        }

        return !over;
    }

    private void States()
    {
        var exclusive = columns.Any(column => column.Field.StartsWith(LedgerFields.StateOf, StringComparison.Ordinal));
        var progress = Best(Heading.Progress);
        Set(progress, progress is not null && progress.Values().Any() && progress.Share(IsState) < 0.5 ? LedgerFields.ProgressText : LedgerFields.Progress);
        if (!exclusive)
        {
            var state = Best(Heading.State);
            Set(state is not null && OfProblem(state) && Free(Heading.Situation).Any(IsOfMeasure) ? null : state, LedgerFields.State);
        }

        var latest = columns.Where(column => column.Field is LedgerFields.Progress or LedgerFields.ProgressText).Select(When).DefaultIfEmpty(0).Max();
        foreach (var situation in BestFirst(Heading.Situation).ToList())
        {
            var when = When(situation);
            if (when > 0 && when < latest)
            {
                // How it went before stays where it is.
                continue;
            }

            latest = Math.Max(latest, when);
            if (!exclusive && !Has(LedgerFields.State) && !Has(LedgerFields.Progress) && situation.Share(IsState) >= 0.6)
            {
                situation.Field = LedgerFields.State;
            }
            else if (!Has(LedgerFields.ProgressText))
            {
                situation.Field = LedgerFields.ProgressText;
            }
        }

        foreach (var result in Free(Heading.Result).ToList())
        {
            // 是 under 是否销号 is no state of the work.
            var answers = result.Leaf.Contains("\u662F\u5426", StringComparison.Ordinal);
            var share = result.Share(cell => IsState(cell) && !(answers && (StateRule.IsMark(cell.Text) || StateRule.IsNo(cell.Text))));
            result.Field = !exclusive && !Has(LedgerFields.State) && !Has(LedgerFields.Progress) && share >= 0.6 ? LedgerFields.State
                : Has(LedgerFields.Result) ? LedgerFields.Extra : LedgerFields.Result;
        }
    }

    // 问题整改状态 beside 措施完成情况: what is reported is how far the measure is.
    private static bool OfProblem(LedgerColumn column) => Fold.Tight(column.Leaf).StartsWith("\u95EE\u9898", StringComparison.Ordinal);

    private static bool IsOfMeasure(LedgerColumn column) => Fold.Tight(column.Leaf) is ['\u63AA', '\u65BD', ..] or ['\u4EFB', '\u52A1', ..];

    // A sentence (按计划推进。) tells how it goes, whatever words are in it.
    private static bool IsState(SheetCell cell) => StateRule.Read(cell).Known && !cell.Text.TrimEnd().EndsWith('\u3002') ||
        StateRule.IsMark(cell.Text) || StateRule.IsNo(cell.Text);

    private void Rest()
    {
        foreach (var column in Free(Heading.Person))
        {
            column.Field = LedgerFields.Person;
        }

        foreach (var column in Free(Heading.Telephone))
        {
            column.Inside = true;
        }

        if (!Has(LedgerFields.ProblemRef) || Has(LedgerFields.Problem))
        {
            Set(Best(Heading.Category), LedgerFields.Category);
        }

        Set(Best(Heading.Institution), LedgerFields.Institution);
        Set(Free(Heading.Cadence).FirstOrDefault(column => column.Share(cell => Rhythm().IsMatch(Fold.Tight(cell.Text))) >= 0.5), LedgerFields.Cadence);
    }

    [GeneratedRegex("\u5355\u4F4D:?(?:\u4EBA\u6C11\u5E01)?(?<u>\u4E07\u5143|\u4EBF\u5143|\u5343\u5143|\u767E\u4E07\u5143|\u5143)")]
    private static partial Regex MoneyNote();

    [GeneratedRegex("(?:\u4EFB\u52A1|\u4E8B\u9879)$")]
    private static partial Regex EndsWithTask();

    [GeneratedRegex("^(?:\u586B\u62A5|\u62A5\u9001|\u4E0A\u62A5|\u586B\u8868|\u62A5\u544A|\u53CD\u9988)(?:\u8D23\u4EFB)?" +
        "(?:\u5355\u4F4D|\u90E8\u95E8|\u5904\u5BA4|\u4E3B\u4F53)$")]
    private static partial Regex Reports();

    [GeneratedRegex("要求|交办|最终|总时限|总体时限")]
    private static partial Regex Binds();

    [GeneratedRegex("阶段|节点|中期|近期|初步|第[一二三]步")]
    private static partial Regex OfStage();

    // 调整后完成时限 beside 原定完成时限.
    [GeneratedRegex("(?:\u8C03\u6574|\u53D8\u66F4|\u5EF6\u671F|\u5EF6\u957F|\u5C55\u671F|\u987A\u5EF6|\u4FEE\u8BA2|\u63A8\u8FDF)" +
        "(?:\u540E|\u81F3|\u5230)|\u91CD\u65B0\u786E\u5B9A|^(?:\u6700\u65B0|\u65B0\u7684?|\u73B0)")]
    private static partial Regex Moved();

    [GeneratedRegex("(?<!\\d)(?<m>\\d{1,2})(?:\u6708|[./-])(?<d>\\d{1,2})(?!\\d)|(?<!\\d)(?:(?<m>\\d{1,2})\u6708\u4EFD?)?\u7B2C(?<w>\\d{1,2})\u5468" +
        "|(?<!\\d)(?<m>\\d{1,2})\u6708|(?<q>[1-4])\u5B63\u5EA6", RegexOptions.ExplicitCapture)]
    private static partial Regex HeadingTime();

    [GeneratedRegex("领导\\s*[:\uFF1A]")]
    private static partial Regex LeaderLabel();

    [GeneratedRegex("\\s+")]
    private static partial Regex HeadingBlanks();

    [GeneratedRegex("[/\u3001,;+&]|\u53CA|\u548C|\u4E0E|\u6216")]
    private static partial Regex HeadingParts();

    [GeneratedRegex("^\u6BCF|^(?:\u65E5|\u5468|\u65EC|\u6708|\u534A\u6708|\u5B63|\u5B63\u5EA6|\u534A\u5E74|\u5E74|\u5468\u62A5|\u6708\u62A5|\u5B63" +
        "\u62A5|\u4E00\u6B21\u6027)$")]
    private static partial Regex Rhythm();
}
