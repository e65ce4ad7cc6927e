namespace Rectification.Documents.Ledgers;

/// <summary>Everything a reading may tell, each with its words; whether it blocks the import is said by <see cref="IsError"/>.</summary>
public static class LedgerCodes
{
    public const string DeadlineMissing = "ledger.deadline-missing";
    public const string DeadlineNotADay = "ledger.deadline-not-a-day";
    public const string DeadlineNoDate = "ledger.deadline-no-date";
    public const string DeadlineRelative = "ledger.deadline-relative";
    public const string DeadlineAmbiguous = "ledger.deadline-ambiguous";
    public const string DeadlineNumberUnclear = "ledger.deadline-number-unclear";
    public const string DeadlineNumberAsDay = "ledger.deadline-number-as-day";
    public const string DeadlineMonthShown = "ledger.deadline-month-shown";
    public const string DeadlineYearAssumed = "ledger.deadline-year-assumed";
    public const string DeadlineSeveral = "ledger.deadline-several-dates";
    public const string StruckOut = "ledger.text-struck-out";
    public const string TextTooLong = "ledger.text-too-long";
    public const string CellError = "ledger.cell-error";
    public const string FormulaWithoutValue = "ledger.formula-without-value";
    public const string DateUnreadable = "ledger.date-unreadable";
    public const string DateAfterToday = "ledger.date-after-today";
    public const string UnitMissing = "ledger.unit-missing";
    public const string UnitUnknown = "ledger.unit-unknown";
    public const string UnitByOtherName = "ledger.unit-by-other-name";
    public const string UnitTwoHits = "ledger.unit-two-hits";
    public const string UnitRepeated = "ledger.unit-repeated";
    public const string UnitTwoLeads = "ledger.unit-two-leads";
    public const string UnitOpenList = "ledger.unit-open-list";
    public const string UnitCollectiveLead = "ledger.unit-collective-lead";
    public const string UnitCollectiveUnclear = "ledger.unit-collective-unclear";
    public const string UnitNoLead = "ledger.unit-no-lead";
    public const string UnitContinued = "ledger.unit-continued";
    public const string UnitNoPart = "ledger.unit-no-part";
    public const string UnitOfSeveral = "ledger.unit-of-several";
    public const string UnitWhichReports = "ledger.unit-which-reports";
    public const string LeaderUnknown = "ledger.leader-unknown";
    public const string LeaderSeveral = "ledger.leader-several";
    public const string LeaderMissing = "ledger.leader-missing";
    public const string StateSignOff = "ledger.state-sign-off-by-sheet";
    public const string StateContradictory = "ledger.state-contradictory";
    public const string StateAgainstDates = "ledger.state-against-dates";
    public const string StateStopped = "ledger.state-stopped";
    public const string PercentUnclear = "ledger.percent-unclear";
    public const string PercentOutOfRange = "ledger.percent-out-of-range";
    public const string PercentFraction = "ledger.percent-fraction";
    public const string MoneyApproximate = "ledger.money-approximate";
    public const string MoneyInWords = "ledger.money-in-words";
    public const string MoneyRange = "ledger.money-range";
    public const string MoneyUnreadable = "ledger.money-unreadable";
    public const string TotalDisagrees = "ledger.total-disagrees";
    public const string MeasureSeveral = "ledger.measure-several-in-cell";
    public const string MeasureMissing = "ledger.measure-missing";
    public const string MeasureWhich = "ledger.measure-which";
    public const string TextDiffers = "ledger.text-differs";
    public const string DeadlineDiffers = "ledger.deadline-differs";
    public const string NumbersRunning = "ledger.numbers-running";
    public const string NumberRepeated = "ledger.number-repeated";
    public const string ProblemContinued = "ledger.problem-continued";
    public const string SameAsAbove = "ledger.same-as-above";
    public const string ProblemMissing = "ledger.problem-missing";
    public const string ReferenceUnknown = "ledger.reference-unknown";
    public const string ReferenceSeveral = "ledger.reference-several";
    public const string ReferenceContradicts = "ledger.reference-contradicts";
    public const string ReferenceMeasureMissing = "ledger.reference-measure-missing";
    public const string ColumnUnclear = "ledger.column-unclear";
    public const string ColumnHidden = "ledger.column-hidden";
    public const string ColumnNotYours = "ledger.column-not-yours";
    public const string RowHidden = "ledger.row-hidden";
    public const string RowOtherUnit = "ledger.row-other-unit";
    public const string SheetHidden = "ledger.sheet-hidden";
    public const string SheetOlder = "ledger.sheet-older";
    public const string SheetNoProgress = "ledger.sheet-no-progress";
    public const string SheetNoList = "ledger.sheet-no-list";
    public const string ValueDecreased = "ledger.value-decreased";

    /// <summary>Chinese, English; whether it blocks; whether the value is left open until somebody answers.</summary>
    private static readonly Dictionary<string, (string Zh, string En, bool Error, bool Question)> OfAny = new(StringComparer.Ordinal)
    {
        [DeadlineMissing] = ("没有填写期限；空格不会自动沿用上一行", "No deadline is given; blank cells are never filled from above.", true, false),
        [DeadlineNotADay] = ("没有这一天", "There is no such day.", true, false),
        [DeadlineNoDate] = ("没有写明日期，请补一个期限", "No day is written: please give one.", false, true),
        [DeadlineRelative] = ("写的是时长，不是日期，请确定到哪一天", "A length of time, not a day: please say which day.", false, true),
        [DeadlineAmbiguous] = ("说不准是哪一天，请确认", "It can mean more than one day: please choose.", false, true),
        [DeadlineNumberUnclear] = ("这个数字看不出是哪一天，请确认", "This number is no sure day: please choose.", false, true),
        [DeadlineNumberAsDay] = ("单元格是没有日期格式的数字，按日期序号读取", "A number without a date format, read as a day number.", false, false),
        [DeadlineMonthShown] = ("单元格只显示年月，按当月最后一天读取", "Only the month is shown; read as its last day.", false, false),
        [DeadlineYearAssumed] = ("没有写全年份，按反馈之日起最近的这一天读取", "No full year is written; read as the first such day from the feedback on.", false, false),
        [DeadlineSeveral] = ("一格里有多个日期，取最后一个", "Several dates in one cell; the last is taken.", false, false),
        [StruckOut] = ("有删除线划去的文字，请核对", "Part of the text is struck through: please check.", false, false),
        [TextTooLong] = ("文字超过方案允许的长度，不会截断", "The text is longer than a plan takes; it is never cut.", true, false),
        [CellError] = ("单元格是公式错误", "The cell holds an error.", true, false),
        [FormulaWithoutValue] = ("公式没有保存结果，请用表格软件打开并保存一次", "The formula has no stored value: open and save the file once.", true, false),
        [DateUnreadable] = ("看不出是哪一天", "This is no day that can be read.", false, false),
        [DateAfterToday] = ("实际完成日期在今天之后", "The actual day lies in the future.", false, false),
        [UnitMissing] = ("没有填写单位；空格不会自动沿用上一行", "No unit is given; blank cells are never filled from above.", true, false),
        [UnitUnknown] = ("方案里没有这个单位", "The plan has no unit of this name.", true, false),
        [UnitByOtherName] = ("按记住的名称读作方案里的单位", "Read as the unit it was said to be before.", false, false),
        [UnitTwoHits] = ("有两个单位叫这个名字", "Two units have this name.", true, false),
        [UnitRepeated] = ("同一单位出现两次，只计一次", "The same unit twice; counted once.", false, false),
        [UnitTwoLeads] = ("有两个牵头单位，以第一个为准", "Two lead units; the first leads.", false, false),
        [UnitOpenList] = ("写了“等”，单位没有列全", "The list of units is left open.", false, false),
        [UnitCollectiveLead] = ("集体称呼不能牵头，请指定一个牵头单位", "A collective word cannot lead: please name one lead unit.", false, true),
        [UnitCollectiveUnclear] = ("没有写明是哪些单位，请列出", "Which units are meant is not written: please list them.", false, true),
        [UnitNoLead] = ("没有写明牵头单位，请指定", "No lead unit is written: please name one.", false, true),
        [LeaderUnknown] = ("方案里没有这位责任领导", "The plan has no leader of this title.", true, false),
        [LeaderSeveral] = ("写了多位责任领导，以第一位为准", "Several leaders; the first is taken.", false, false),
        [LeaderMissing] = ("这个问题没有责任领导", "This problem has no leader.", false, true),
        [StateSignOff] = ("表格里的“已销号”不算销号，只保留原文", "A sheet never signs off; kept as text.", false, false),
        [StateContradictory] = ("状态互相矛盾", "The states contradict each other.", false, true),
        [StateAgainstDates] = ("办结结果与本行日期不符", "The result contradicts the row's own dates.", false, false),
        [StateStopped] = ("取消或挂起的措施如何处理，请确认", "Cancelled or suspended: please decide what is to happen.", false, true),
        [PercentUnclear] = ("说不准是百分数还是比例，请确认", "Fraction or percent? Please choose.", false, true),
        [PercentOutOfRange] = ("进度应在 0 到 100 之间", "A percent lies between 0 and 100.", true, false),
        [PercentFraction] = ("进度取整数部分", "Read as a whole percent.", false, false),
        [MoneyApproximate] = ("金额是约数", "An approximate amount.", false, false),
        [MoneyInWords] = ("金额带有文字或大写，请核对", "The amount comes with words or in capital numerals: please check.", false, false),
        [MoneyRange] = ("写了多个金额，请确认", "Several amounts: please choose.", false, true),
        [MoneyUnreadable] = ("看不出金额", "No amount can be read.", true, false),
        [TotalDisagrees] = ("合计与各行之和不符", "The totals row disagrees with the rows.", false, false),
        [MeasureSeveral] = ("一格里有多条措施，先按一条读取，可以拆分", "Several numbered measures in one cell, read as one; it may be split.", false, false),
        [MeasureMissing] = ("没有填写整改措施", "No measure is given.", true, false),
        [NumberRepeated] = ("序号重复", "This number is there twice.", false, false),
        [ProblemContinued] = ("问题一栏为空且未合并，沿用上一行的问题", "Blank and not merged: the problem of the row above is continued.", false, false),
        [SameAsAbove] = ("写的是“同上”，按上一行读取", "Written as the same as above, and read so.", false, false),
        [ProblemMissing] = ("没有填写问题", "No problem is given.", true, false),
        [ReferenceUnknown] = ("没有这个序号", "There is no such number.", true, false),
        [ReferenceSeveral] = ("一条措施只对应一个问题，取第一个", "A measure belongs to one problem; the first is taken.", false, false),
        [ReferenceContradicts] = ("两张清单对同一措施说法不同，以任务清单为准", "Two lists say different things about one measure.", false, false),
        [ReferenceMeasureMissing] = ("这个问题没有任何措施", "Nothing is done about this problem.", true, false),
        [ColumnUnclear] = ("这个表头有两种读法，请确认", "This heading has two readings: please confirm.", false, false),
        [ColumnHidden] = ("隐藏列，仍然读取", "A hidden column, read all the same.", false, false),
        [ColumnNotYours] = ("单位不能改动这一栏", "The unit may not change this column.", true, false),
        [RowHidden] = ("隐藏行，仍然读取", "A hidden row, read all the same.", false, false),
        [RowOtherUnit] = ("这一行是其他单位的", "This row belongs to another unit.", true, false),
        [SheetHidden] = ("隐藏的工作表，没有读取", "A hidden sheet, not read.", false, false),
        [SheetOlder] = ("这张表比上次收到的旧，会覆盖较新的进展", "Older than what came in last: it would overwrite newer data.", false, true),
        [SheetNoList] = ("没有找到表头，不是清单", "No heading row was found: there is no list here.", true, false),
        [ValueDecreased] = ("进度比上次填报的低", "Lower than reported before.", false, false)
    };

    /// <summary>The same of a sheet with the progress of many units.</summary>
    private static readonly Dictionary<string, (string Zh, string En, bool Error, bool Question)> OfManyUnits = new(StringComparer.Ordinal)
    {
        [UnitContinued] = ("单位一栏为空，沿用上面的单位", "Blank: the unit above is continued.", false, false),
        [UnitNoPart] = ("该单位没有这条措施的任务，请核对单位或措施", "The unit has no part in this measure: please check which is meant.", true, false),
        [UnitOfSeveral] = ("写了多个单位，进展记到其中的牵头单位或唯一有任务的单位", "Several units: the progress is that of the one that leads, or alone has a part.", false, false),
        [UnitWhichReports] = ("写了多个单位，不能确定是哪个单位的进展，请指定一个", "Several units: please say whose progress it is.", false, true),
        [MeasureWhich] = ("看不出是方案里的哪一条措施，请指定", "Which measure of the plan is meant? Please choose.", false, true),
        [TextDiffers] = ("措施文字与方案不同，按序号对应，方案不变", "Worded otherwise than in the plan: found by its number, and the plan stays.", false, false),
        [DeadlineDiffers] = ("期限与方案不同，按填报读入，方案不变", "Another deadline than the plan's: read as progress, and the plan stays.", false, false),
        [NumbersRunning] = ("这一列是流水号，不是方案的措施序号，按措施文字对应", "These numbers only count rows: measures are found by their texts.", false, false),
        [SheetNoProgress] = ("没有写明单位，或没有进展，不能按填报读取", "No units or no progress are found here: it cannot be read as progress.", true, false)
    };

    private static readonly Dictionary<string, (string Zh, string En, bool Error, bool Question)> Words = new(
        OfAny.Concat(OfManyUnits), StringComparer.Ordinal);

    /// <summary>All codes, for the reference page and its test.</summary>
    public static IEnumerable<string> All => Words.Keys;

    public static bool IsError(string code) => Words[code].Error;

    /// <summary>Whether something has to be answered or put right.</summary>
    internal static bool IsBlocking(string code) => Words[code].Error || Words[code].Question;

    public static LedgerFinding At(string cell, Remark remark)
    {
        var (zh, en, _, question) = Words[remark.Code];
        return new LedgerFinding
        {
            Cell = cell,
            Code = remark.Code,

            // Of several days none is taken where they do not go forward.
            Question = question || remark is { Code: DeadlineSeveral, Candidates.Count: > 0 },
            Zh = zh,
            En = en,
            Written = remark.Written,
            Candidates = remark.Candidates,
        };
    }
}
