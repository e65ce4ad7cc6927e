using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.Out;
using Rectification.Documents.Workbooks;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Tests.Documents.Ledgers.Out;

/// <summary>A plan in force as the lists of the product show it.</summary>
internal sealed record SomePlan
{
    public static readonly DateOnly Feedback = new(2024, 3, 18);
    public static readonly DateOnly Day = new(2024, 7, 1);

    public static readonly IReadOnlyList<UnitProfile> Units =
    [
        Unit("a", "甲县", UnitKind.County), Unit("b", "乙市（开发区管委会）", UnitKind.County), Unit("c", "丙区", UnitKind.County),
        Unit("d", "市委宣传部", UnitKind.Department), Unit("e", "市文化广电旅游局（市文物局、市版权局）", UnitKind.Department), Unit("f", "市机关事务中心", UnitKind.Department),
    ];

    public static readonly IReadOnlyList<Leader> Leaders =
        [new() { Id = "l1", Title = "市委常委、宣传部部长" }, new() { Id = "l2", Title = "副市长（分管文化）" }, new() { Id = "l3", Title = "王同志" }];

    public IReadOnlyList<ProblemView> Problems { get; init; } = [];
    public IReadOnlyList<MeasureView> Measures { get; init; } = [];

    public static PlanFrame Frame { get; } = new()
    {
        Plan = "plan-1",
        Title = "市委巡察整改方案",
        RosterVersion = 1,
        TimeZone = "Asia/Shanghai",
        FeedbackDate = Feedback,
        Public = false,
        Rules = new(),
        Regions = [new() { Id = "city", Name = "全市" }],
        Units = Units,
        Leaders = Leaders,
        Categories = [new() { No = 1, Title = "落实意识形态责任制" }, new() { No = 2, Title = "干部队伍建设" }],
        ProblemCount = 0,
        MeasureCount = 0,
        HistoryGeneration = 0,
    };

    public PlanLedger Ledger => new()
    {
        Frame = Frame,
        Day = Day,
        Problems = () => Problems.ToAsyncEnumerable(),
        Measures = () => Measures.ToAsyncEnumerable(),
        Inside = true,
    };

    public static LedgerContext Context { get; } = new()
    {
        Counties = [.. Units.Where(unit => unit.Kind == UnitKind.County).Select(unit => unit.Name)],
        Departments = [.. Units.Where(unit => unit.Kind != UnitKind.County).Select(unit => unit.Name)],
        Leaders = [.. Leaders.Select(leader => leader.Title)],
        FeedbackDate = Feedback,
        Today = Day,
    };

    public static ProblemView Problem(int no, string title, int? category = 1, string leadUnit = "d", string leader = "l1") => new()
    {
        Plan = "plan-1",
        No = no,
        Category = category,
        Title = title,
        Leader = leader,
        LeadUnit = leadUnit,
        Measures = 1,
        MeasuresSignedOff = 0,
        SignedOff = false,
        Version = 0,
        MeasureNumbers = [no],
    };

    public static MeasureView Measure(int no, int problem, string text, string lead = "d", params string[] supporting) => new()
    {
        Plan = "plan-1",
        No = no,
        Problem = problem,
        Text = text,
        Status = MeasureStatus.InProgress,
        Version = 3,
        Percent = 40,
        Leader = "l1",
        LeadUnit = lead,
        Assignments = [Share(lead, true, 40), .. supporting.Select(unit => Share(unit, false, 20))],
        Start = Feedback,
        FirstDeadline = new(2024, 9, 30),
        Deadline = new(2024, 9, 30),
        Overdue = false,
        Light = Light.None,
        LongTerm = false,
        EvidenceCount = 0,
        Reopened = 0,
        ExtensionsGranted = 0,
    };

    public static AssignmentView Share(string unit, bool lead, int percent) =>
        new() { Unit = unit, Lead = lead, Percent = percent, Confirmed = false, Done = false, Reports = percent > 0 ? 1 : 0 };

    public static string Name(string unit) => Units.First(known => known.Id == unit).Name;

    public static string Title(string leader) => Leaders.First(known => known.Id == leader).Title;

    public static async Task<IWorkbook> Written(PlanLedger ledger)
    {
        var stream = new MemoryStream();
        await PlanLedgerWriter.Write(stream, ledger, TestContext.Current.CancellationToken);
        stream.Position = 0;
        return WorkbookFile.Open(stream, "台账.xlsx", WorkbookLimits.Default);
    }

    /// <summary>A sheet's rows as texts, blanks included.</summary>
    public static IReadOnlyList<string[]> Texts(IWorkbook workbook, string sheet) =>
    [
        .. workbook.Sheets.First(one => one.Name == sheet).Rows().Select(row =>
        {
            var texts = new string[row.Cells.Count == 0 ? 0 : row.Cells[^1].Column];
            Array.Fill(texts, "");
            foreach (var cell in row.Cells)
            {
                texts[cell.Column - 1] = cell.Text;
            }

            return texts;
        }),
    ];

    private static UnitProfile Unit(string id, string name, UnitKind kind) => new() { Id = id, Name = name, Kind = kind };
}
