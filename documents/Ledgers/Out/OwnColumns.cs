namespace Rectification.Documents.Ledgers.Out;

/// <summary>The product's own columns, for who writes them and who reads them again.</summary>
internal static class OwnColumns
{
    public const string ProblemsSheet = "问题清单";
    public const string MeasuresSheet = "任务清单";
    public const string DutiesSheet = "责任清单";
    public const string SummarySheet = "汇总";
    public const string CurveSheet = "销号进度";

    /// <summary>Beside a column of the ledger's own that is called alike.</summary>
    private const string Ours = "（系统）";

    public const string ProblemNo = "问题序号";
    public const string Category = "问题类别";
    public const string Problem = "反馈问题";
    public const string Cause = "原因分析";
    public const string Extend = "举一反三情况";
    public const string LeadUnit = "牵头单位";
    public const string Leader = "责任领导";
    public const string MeasureCount = "措施数";
    public const string SignedOffCount = "已销号数";
    public const string ProblemState = "销号情况";
    public const string MeasureNo = "措施序号";
    public const string ProblemRef = "对应问题序号";
    public const string Measure = "整改措施";
    public const string Supporting = "配合单位";
    public const string Start = "开始时间";
    public const string Deadline = "完成时限";
    public const string State = "整改状态";
    public const string Progress = "完成进度";
    public const string SignedOff = "销号日期";
    public const string Institution = "制度名称";
    public const string Cadence = "报送周期";
    public const string Counted = "量化完成情况";
    public const string DutyUnit = "责任单位";
    public const string DutyRole = "分工";
    public const string DutyState = "任务状态";
    public const string Reports = "填报次数";

    private static readonly Dictionary<string, Dictionary<string, string>> Fields = new(StringComparer.Ordinal)
    {
        [ProblemsSheet] = new(StringComparer.Ordinal)
        {
            [ProblemNo] = LedgerFields.ProblemNo,
            [Category] = LedgerFields.Category,
            [Problem] = LedgerFields.Problem,
            [LeadUnit] = LedgerFields.ProblemLeadUnit,
            [Leader] = LedgerFields.ProblemLeader,
        },
        [MeasuresSheet] = new(StringComparer.Ordinal)
        {
            [MeasureNo] = LedgerFields.MeasureNo,
            [ProblemRef] = LedgerFields.ProblemRef,
            [Measure] = LedgerFields.Measure,
            [LeadUnit] = LedgerFields.LeadUnit,
            [Supporting] = LedgerFields.SupportingUnits,
            [Leader] = LedgerFields.Leader,
            [Start] = LedgerFields.Start,
            [Deadline] = LedgerFields.Deadline,
            [Institution] = LedgerFields.Institution,
            [Cadence] = LedgerFields.Cadence,
        },
        [DutiesSheet] = new(StringComparer.Ordinal) { [MeasureNo] = LedgerFields.MeasureRef, [DutyUnit] = LedgerFields.LeadAndSupporting },
        [SummarySheet] = [],
        [CurveSheet] = [],
    };

    /// <summary>What the product says itself, and nobody else by sending it back: states, figures, days.</summary>
    private static readonly Dictionary<string, HashSet<string>> ReadOver = new(StringComparer.Ordinal)
    {
        [ProblemsSheet] = [Cause, Extend, MeasureCount, SignedOffCount, ProblemState],
        [MeasuresSheet] = [Problem, State, Progress, SignedOff, Counted],
        [DutiesSheet] = [Measure, DutyRole, DutyState, Progress, Deadline, Reports],
        [SummarySheet] = [],
        [CurveSheet] = [],
    };

    private static readonly string[] InsideWords = ["电话", "手机", "身份证", "联系方式"];

    /// <summary>A heading of the product beside those of the ledger itself.</summary>
    public static string Heading(string own, IReadOnlyCollection<string> others) =>
        others.Any(other => AsRead.Tight(other) == own) ? own + Ours : own;

    /// <summary>Says what the columns of a sheet are that the product wrote; whether it is one.</summary>
    public static bool Apply(string sheet, IReadOnlyList<LedgerColumn> columns)
    {
        if (!Fields.TryGetValue(sheet, out var fields))
        {
            return false;
        }

        var headers = columns.Select(column => column.Header).ToHashSet(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var bare = column.Header.EndsWith(Ours, StringComparison.Ordinal) ? column.Header[..^Ours.Length] : column.Header;
            var own = bare != column.Header || !headers.Contains(bare + Ours);
            column.Field = sheet is SummarySheet or CurveSheet || (own && ReadOver[sheet].Contains(bare)) ? LedgerFields.Ignored
                : own && fields.TryGetValue(bare, out var field) ? field
                : MoneyUnit(column.Header) is { } unit ? LedgerFields.Money + unit.Unit
                : LedgerFields.Extra;
        }

        return true;
    }

    /// <summary>Whether a column of the ledger's own holds money in the unit its heading names: it is kept in yuan.</summary>
    public static (string Unit, decimal Factor)? MoneyUnit(string heading)
    {
        var slash = heading.LastIndexOf('/');
        var (leaf, group) = slash < 0 ? (heading, "") : (heading[(slash + 1)..], heading[..slash]);
        return HeadingWords.Of(leaf, group).Heading == Ledgers.Heading.Total || Fold.Tight(leaf).StartsWith("合计", StringComparison.Ordinal) ? null
            : MoneyRule.UnitIn(leaf) ?? MoneyRule.UnitIn(group);
    }

    /// <summary>Whether a column is for those alone who see the whole plan: telephones, numbers of persons.</summary>
    public static bool IsInside(string heading) =>
        heading.Split('/').Any(part => HeadingWords.Of(part).Heading == Ledgers.Heading.Telephone)
        || InsideWords.Any(word => heading.Contains(word, StringComparison.Ordinal));
}
