using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Rectification.Documents.Ledgers.Out;
using Rectification.Documents.Workbooks.Writing;
using Rectification.Evidence;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Tests.Documents.Ledgers.Out;

namespace Rectification.Tests.Documents.Workbooks;

/// <summary>Every workbook that goes out is one by the rules of the format, and is opened by a reader that is not ours.</summary>
public sealed class ValidatedTests
{
    private static readonly IReadOnlyList<MeasureView> Measures =
    [
        SomePlan.Measure(1, 1, "=1+1，措施", "a", "d", "c") with
        {
            Extra = new Dictionary<string, string> { ["涉及金额（万元）"] = "12.5", ["备注"] = "一\n二", [DeadlineCells.AsWritten] = "2024年9月底前" },
            EvidenceCount = 2,
        },
        SomePlan.Measure(2, 1, "建立制度", "d") with
        {
            Institution = new() { Kind = InstitutionKind.New, Title = "《某制度》", Registered = true, Number = "某〔2024〕1号", Date = SomePlan.Feedback },
        },
    ];

    private static readonly SomePlan Plan = new() { Problems = [SomePlan.Problem(1, "问题") with { Cause = "原因", Extend = "三" }], Measures = Measures };

    private static readonly ListHead Head = new() { Title = SomePlan.Frame.Title, Day = SomePlan.Day, Asked = "未销号" };

    public static TheoryData<string> Made => ["台账", "问题清单", "制度清单", "佐证材料清单", "督办单清单", "填报表", "空台账", "选择项"];

    [Theory]
    [MemberData(nameof(Made))]
    public async Task What_is_made_is_valid_and_opens_elsewhere(string made)
    {
        var stream = await Write(made);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document, TestContext.Current.CancellationToken);

        Assert.Empty(errors.Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        foreach (var sheet in document.WorkbookPart!.Workbook.Descendants<Sheet>().Where(sheet => sheet.State is null))
        {
            var part = ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!)).Worksheet;
            Assert.NotNull(part.Descendants<Pane>().Single());
            Assert.NotNull(part.GetFirstChild<AutoFilter>());
            Assert.True(part.Descendants<PageSetupProperties>().Single().FitToPage!.Value);
            Assert.Equal((OrientationValues.Landscape, 1u, 0u), Setup(part.GetFirstChild<PageSetup>()!));
            Assert.Contains(document.WorkbookPart.Workbook.Descendants<DefinedName>(), name =>
                name.Name == "_xlnm.Print_Titles" && name.LocalSheetId! == document.WorkbookPart.Workbook.Descendants<Sheet>().ToList().IndexOf(sheet));
            Assert.DoesNotContain(part.Descendants<CellFormula>(), _ => true);
            Assert.All(part.Descendants<DataValidation>(), rule => Assert.InRange(rule.Formula1!.Text.Length, 0, 255));
        }
    }

    [Fact]
    public async Task The_chart_of_a_ledger_draws_its_days()
    {
        using var document = SpreadsheetDocument.Open(await Write("台账"), isEditable: false);

        var summary = document.WorkbookPart!.WorksheetParts.Single(part => part.DrawingsPart is not null);
        var lines = summary.DrawingsPart!.ChartParts.Single().ChartSpace.Descendants<DocumentFormat.OpenXml.Drawing.Charts.LineChartSeries>().ToList();

        Assert.Equal(["'销号进度'!$B$3", "'销号进度'!$C$3", "'销号进度'!$D$3"], lines.Select(line => line.SeriesText!.InnerText));
        Assert.All(lines, line => Assert.Equal("'销号进度'!$A$4:$A$33", line.GetFirstChild<DocumentFormat.OpenXml.Drawing.Charts.CategoryAxisData>()!.InnerText));
    }

    private static (OrientationValues, uint, uint) Setup(PageSetup setup) => (setup.Orientation!.Value, setup.FitToWidth!.Value, setup.FitToHeight!.Value);

    private static async Task<MemoryStream> Write(string made)
    {
        var stream = new MemoryStream();
        await (made switch
        {
            "台账" => PlanLedgerWriter.Write(stream, Plan.Ledger with { Curve = Days }, Cancel),
            "空台账" => PlanLedgerWriter.Write(stream, new SomePlan { Problems = [], Measures = [] }.Ledger, Cancel),
            "问题清单" => PlanLedgerWriter.WriteProblems(stream, Plan.Ledger, Cancel),
            "制度清单" => InstitutionList.Write(stream, SomePlan.Frame, Head, Measures.Skip(1).ToAsyncEnumerable(), Cancel),
            "佐证材料清单" => EvidenceRegister.Write(stream, SomePlan.Frame, Head, Evidence.ToAsyncEnumerable(), Cancel),
            "督办单清单" => OrdersList.Write(stream, Head, Orders.ToAsyncEnumerable(), Cancel),
            "填报表" => UnitSheetWriter.Write(stream, SomePlan.Frame, SomePlan.Units[0], SomePlan.Day, [.. Measures.Take(1)], Cancel),
            _ => WorkbookWriter.Write(stream, [Choices], stamp: null, Cancel),
        });
        stream.Position = 0;
        return stream;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IReadOnlyList<LedgerDay> Days =>
        [.. Enumerable.Range(0, 30).Select(day => new LedgerDay(SomePlan.Feedback.AddDays(day), 30, day, day / 2.0))];

    private static SheetForm Choices => new()
    {
        Name = "选择",
        Columns = [new() { Heading = "单位", Open = true, Choices = [.. Enumerable.Range(1, 100).Select(no => $"第{no}个责任单位")] }],
        Rows = new IReadOnlyList<CellForm>[] { [CellForm.Blank] }.ToAsyncEnumerable(),
        Protected = true,
    };

    private static IEnumerable<ListedEvidence> Evidence =>
    [
        new(Measures[0], Piece("会议纪要.pdf", "application/pdf", 2_000), "张三"),
        new(Measures[0], Piece("只有名称.docx", null, null), "李四"),
    ];

    private static MeasureEvidence Piece(string name, string? type, long? size) => new()
    {
        Name = name,
        Type = type,
        Size = size,
        Sha256 = size is null ? null : new('a', 64),
        Unit = "a",
        Version = 3,
        At = new(2024, 6, 1, 20, 0, 0, TimeSpan.Zero),
        By = "somebody",
        Earlier = [],
    };

    private static IEnumerable<(PlanFrame Frame, OrderView Order)> Orders =>
    [
        (SomePlan.Frame, new()
        {
            No = 1,
            Label = "督办〔2024〕1号",
            Status = OrderStatus.Answered,
            Unit = "a",
            Measures = [1, 2],
            Demand = "请于期限内报送",
            Due = SomePlan.Day,
            Round = 1,
            IssuedBy = "office",
            IssuedAt = new(2024, 6, 1, 20, 0, 0, TimeSpan.Zero),
            Answers = [new() { Text = "已办", Evidence = [], By = "somebody", At = new(2024, 6, 3, 20, 0, 0, TimeSpan.Zero) }],
            Version = 2,
        }),
    ];
}
