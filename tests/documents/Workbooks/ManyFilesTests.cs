using System.IO.Compression;
using System.Text;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Workbooks;

public class ManyFilesTests
{
    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public void Every_workbook_of_a_zip_is_opened_and_one_that_is_refused_keeps_none_from_it(string nameEncoding)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(nameEncoding) ?? Encoding.UTF8;
        var raw = RawWorkbook.Of("<row><c><v>1</v></c></row>").Zip().ToArray();
        using var zip = Zip(encoding, ("周报/甲县.xlsx", raw), ("周报\\乙县.csv", "甲\u002C乙"u8.ToArray()), ("__MACOSX/._甲县.xlsx", [1]), ("~$甲县.xls"
            + "x", [1]), ("说明.docx", [1]),
            ("丙县.xlsx", "坏"u8.ToArray()), ("丁.zip", [1]));

        var opened = WorkbookFile.OpenAll(zip, "周报.zip", WorkbookLimits.Default);

        Assert.Equal(
            ["甲县.xlsx ", "乙县.csv ", "丙县.xlsx workbook.damaged", "丁.zip workbook.zip-in-zip"], opened.Select(file => $"{file.FileName} {file.Refusal?.Code}"));
        Assert.Equal("A1 Number 1", Seen.Cells(opened[0].Workbook!.Sheets[0]));
        Assert.Equal("A1 Text 甲 | B1 Text 乙", Seen.Cells(opened[1].Workbook!.Sheets[0]));
        Assert.Equal(WorkbookFile.Sha256(new MemoryStream(raw)), opened[0].Sha256);
    }

    [Fact]
    public void A_single_workbook_is_a_list_of_one()
    {
        var opened = WorkbookFile.OpenAll(RawWorkbook.Of("<row><c><v>1</v></c></row>").Zip(), "folder/台账.xlsx", WorkbookLimits.Default);
        Assert.Equal("台账.xlsx", opened.Single().FileName);
        Assert.NotNull(opened[0].Workbook);
    }

    [Fact]
    public void A_zip_without_workbooks_or_with_too_many_is_refused()
    {
        using var none = Zip(Encoding.UTF8, ("说明.docx", [1]));
        Assert.Equal("workbook.empty", Seen.Refusal(() => WorkbookFile.OpenAll(none, "空.zip", WorkbookLimits.Default)));
        using var two = Zip(Encoding.UTF8, ("a.csv", [65]), ("b.csv", [65]));
        Assert.Equal("workbook.too-many-files", Seen.Refusal(() => WorkbookFile.OpenAll(two, "多.zip", new() { Files = 1 })));
    }

    private static MemoryStream Zip(Encoding names, params (string Name, byte[] Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, names))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        bytes.Position = 0;
        return bytes;
    }
}
