using System.Runtime.CompilerServices;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Workbooks;
using Rectification.Tests.Documents.Ledgers;

namespace Rectification.Tests.Documents.Workbooks;

/// <summary>Workbooks of Excel 97 as LibreOffice writes them.</summary>
public class XlsReadingTests
{
    [Theory]
    [InlineData("old.xls")]
    [InlineData("old-1904.xls")]
    public void An_old_workbook_is_seen_like_a_new_one(string file)
    {
        using var stream = File.OpenRead(Given(file));
        using var workbook = WorkbookFile.Open(stream, file, WorkbookLimits.Default);
        Assert.Equal([("台账", false), ("字典", true)], workbook.Sheets.Select(sheet => (sheet.Name, sheet.Hidden)));
        Assert.Equal([new(1, 1, 1, 6)], workbook.Sheets[0].Merges);
        Assert.Equal([3], workbook.Sheets[0].HiddenColumns);
        Assert.Equal(
            "A1 Text 整改台账 | A2 Text 序号 | B2 Text 整改措施 | D2 Text 整改时限 | F2 Text 进度 | A4 Number 2 hidden | B4 Text 第一行\n第二行㐀𠮷 hidden | "
            + "D4 Date 6/28/2024 =2024-06-28 hidden | E4 Date 2024年6月28日 =2024-06-28 hidden | F4 Number 80% hidden | A5 Number 1250.1 | B5 "
            + "Boolean TRUE | C5 Error #DIV/0! | D5 Number 3 | E5 Text ab",
            Seen.Cells(workbook.Sheets[0]));
        Assert.Equal("A1 Text 甲县", Seen.Cells(workbook.Sheets[1]));
    }

    [Fact]
    public void Errors_are_errors_and_not_empty_cells()
    {
        using var stream = File.OpenRead(Given("errors.xls"));
        using var workbook = WorkbookFile.Open(stream, "errors.xls", WorkbookLimits.Default);
        Assert.Equal("D2 Error #N/A | E2 Error #DIV/0! | E3 Error #NAME?", string.Join(" | ", Seen.Cells(workbook.Sheets[0]).Split(" | ")
            .Where(cell => cell.Contains(" Error ", StringComparison.Ordinal))));
        Assert.Equal("A1 Error #DIV/0!", Seen.Cells(workbook.Sheets[1]));

        var reading = LedgerReader.Read(workbook, "errors.xls", GivenLedgerTests.Context());
        Assert.Equal(["D2", "E2", "E3"], reading.Errors.Where(error => error.Code == LedgerCodes.CellError).Select(error => error.Cell).Order());
    }

    internal static string Given(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "given", file);
}
