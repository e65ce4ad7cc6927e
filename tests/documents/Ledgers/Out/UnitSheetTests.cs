using System.IO.Compression;
using System.Text;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Documents.Ledgers.Out;
using Rectification.Documents.Workbooks;
using Rectification.Measures;

namespace Rectification.Tests.Documents.Ledgers.Out;

/// <summary>填报表：what a unit gets, and what comes back of it.</summary>
public sealed class UnitSheetTests
{
    private static readonly IReadOnlyList<MeasureView> Measures =
    [
        SomePlan.Measure(3, 1, "牵头的措施", "a", "d"),
        SomePlan.Measure(5, 1, "配合的措施", "d", "a") with { Extra = new Dictionary<string, string> { [DeadlineCells.AsWritten] = "2024年9月底前" } },
        SomePlan.Measure(7, 2, "已经销号的措施", "a") with { Status = MeasureStatus.SignedOff },
        SomePlan.Measure(9, 2, "才开始的措施", "a") with { Assignments = [SomePlan.Share("a", true, 1)] },
    ];

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("e")]
    public async Task It_is_known_again_as_the_progress_of_that_unit(string unit)
    {
        var measures = Measures.Select(measure => measure with
        {
            LeadUnit = measure.LeadUnit == "a" ? unit : measure.LeadUnit,
            Assignments = [.. measure.Assignments.Select(share => share.Unit == "a" ? share with { Unit = unit } : share)],
        }).ToList();
        using var workbook = await Written(unit, measures);

        var reading = LedgerReader.Read(workbook, "x.xlsx", SomePlan.Context with { Before = Before(unit) });

        Assert.Equal(("progress", SomePlan.Name(unit), SomePlan.Day), (reading.Kind, reading.Unit, reading.AsOf));
        Assert.Equal([(3, 40), (5, 20), (9, 1)], reading.Measures.Select(row => (row.No, row.ProgressPercent!.Value)));
        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        Assert.Equal("2024年9月底前", reading.Measures[1].DeadlineText);
    }

    [Fact]
    public async Task Its_stamp_says_whose_it_is_and_what_stood_in_it()
    {
        using var workbook = await Written("a", Measures);

        var stamp = LedgerStamp.Of(workbook.Stamp)!;

        Assert.Equal((true, "plan-1", "a", SomePlan.Day, 12L), (stamp.IsUnit, stamp.Plan, stamp.Unit, stamp.AsOf, stamp.Trail));
        Assert.Equal([(3, new(40, 1)), (5, new(20, 1)), (9, new(1, 1))], stamp.Rows.Select(row => (row.Key, row.Value)));
    }

    [Fact]
    public void A_stamp_of_many_rows_comes_back_and_of_too_many_in_part()
    {
        LedgerStamp Of(int rows) => new()
        {
            IsUnit = true,
            Plan = "p",
            Unit = "u",
            Rows = Enumerable.Range(1, rows).ToDictionary(no => no, no => new StampedRow(no % 101, no)),
        };


        Assert.Equal(Of(500).Rows, LedgerStamp.Of(Of(500).Properties())!.Rows);
        Assert.All(Of(50_000).Properties().Values, value => Assert.InRange(value.Length, 0, 250));
        Assert.InRange(Of(50_000).Properties().Count, 40, 60);
        Assert.Null(LedgerStamp.Of(new Dictionary<string, string> { ["kind"] = "unit" }));
    }

    [Fact]
    public async Task Only_the_units_own_columns_are_open_and_percents_are_kept_within_bounds()
    {
        var stream = new MemoryStream();
        await UnitSheetWriter.Write(stream, SomePlan.Frame, SomePlan.Units[0], SomePlan.Day, Measures, TestContext.Current.CancellationToken);
        stream.Position = 0;
        using var zip = new ZipArchive(stream);
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open(), Encoding.UTF8);
        var xml = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("<sheetProtection sheet=\"1\"", xml, StringComparison.Ordinal);
        Assert.Contains("sqref=\"E6:E8\"", xml, StringComparison.Ordinal);
        Assert.Contains("<formula1>0</formula1><formula2>100</formula2>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_measure_counts_stands_beside_the_columns_to_fill_in_and_is_read_again()
    {
        var counting = SomePlan.Measure(3, 1, "牵头的措施", "a") with
        {
            Target = new() { Value = 10, Unit = "个", What = "站点", Reached = 4 },
            Quantities =
            [
                new() { Stated = new() { Name = "paid", Unit = "万元", What = "经费" }, Reached = 12.5m, Met = true },
                new() { Stated = new() { Name = "spent", Unit = "万元", What = "经费", Target = 20, Bound = Rectification.Figures.Bound.AtMost }, Met = false },
            ],
            Assignments = [SomePlan.Share("a", true, 40) with { Quantity = 4, Metrics = new Dictionary<string, decimal> { ["paid"] = 12.5m } }],
        };
        using var workbook = await Written("a", [counting, Measures[1]]);

        var reading = LedgerReader.Read(workbook, "x.xlsx", SomePlan.Context with { Before = Before("a") });
        var row = reading.Measures[0];
        var (filled, refusal) = UnitQuantities.Of(row, QuantityCells.Of(counting));

        Assert.Empty(reading.Warnings);
        Assert.Null(refusal);
        Assert.Equal([(null, "站点（个）", 4m), ("paid", "经费（万元，paid）", 12.5m)], filled.Select(own => (own.Quantity.Name, own.Quantity.Label, own.Value)));
        Assert.Equal("", UnitNote.Of(row));
        Assert.Empty(UnitQuantities.Of(reading.Measures[1], QuantityCells.Of(Measures[1])).Filled);
        Assert.Equal("站点 4/10个；经费 12.5万元；经费 0万元（不超过20）", QuantityCells.Said(counting));
        Assert.Equal("4/12.5/-", LedgerStamp.Of(workbook.Stamp)!.Rows[3].Quantities);
        Assert.Equal([4m, 12.5m, null, null], Enumerable.Range(0, 4).Select(LedgerStamp.Of(workbook.Stamp)!.Rows[3].Quantity));

        // The measure that counts nothing has no open cell for a number; one that is there all the same is told.
        var typed = await Typed("a", [counting, Measures[1]], "I7", "5");
        Assert.Equal(UnitQuantities.UnknownCode, UnitQuantities.Of(typed.Measures[1], QuantityCells.Of(Measures[1])).Refusal?.Code);

        // What the measure does not count any more is no other quantity's number.
        Assert.Equal(UnitQuantities.UnknownCode, UnitQuantities.Of(row, QuantityCells.Of(counting with { Target = null })).Refusal?.Code);
    }

    private static LedgerBefore Before(string unit) => new()
    {
        Unit = SomePlan.Name(unit),
        Percents = new Dictionary<int, int> { [3] = 40, [5] = 20, [9] = 1 },
        Deadlines = Measures.ToDictionary(measure => measure.No, measure => (DateOnly?)measure.Deadline),
        Measures = Measures.Select(measure => measure.No).ToHashSet(),
    };

    /// <summary>The sheet as it is read after something was typed into a cell.</summary>
    private static async Task<LedgerReading> Typed(string unit, IReadOnlyList<MeasureView> measures, string cell, string text)
    {
        using var workbook = await Written(unit, measures);
        var answered = new AnsweredWorkbook(workbook, new Dictionary<string, string> { [cell] = text }, workbook.Sheets[0].Name);
        return LedgerReader.Read(answered, "x.xlsx", SomePlan.Context with { Before = Before(unit) });
    }

    private static async Task<IWorkbook> Written(string unit, IReadOnlyList<MeasureView> measures)
    {
        var stream = new MemoryStream();
        var profile = SomePlan.Units.First(known => known.Id == unit);
        await UnitSheetWriter.Write(stream, SomePlan.Frame, profile, SomePlan.Day, measures, TestContext.Current.CancellationToken);
        stream.Position = 0;
        return WorkbookFile.Open(stream, "填报表.xlsx", WorkbookLimits.Default);
    }
}
