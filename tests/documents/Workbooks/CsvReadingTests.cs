using System.Text;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Workbooks;

public class CsvReadingTests
{
    private const string Text = "序号\u002C整改措施\u002C时限\r\n1,\"加强\r\n\"\"监管\"\"，𠮷\"\u002C=1+1\r\n\r\n2,, 6.28 ";
    private const string Read = "A1 Text 序号 | B1 Text 整改措施 | C1 Text 时限 | A2 Text 1 | B2 Text 加强\n\"监管\"，𠮷 | C2 Text =1+1 | A4 Text 2 | C4 Text  6.28 ";

    public static TheoryData<string, bool> Encodings { get; } = new()
    {
        { "utf-8", false }, { "utf-8", true }, { "gb18030", false }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_of_an_office_is_told_by_its_bytes(string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        using var workbook = Open([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)]);
        Assert.Equal("台账", workbook.Sheets.Single().Name);
        Assert.Equal(Read, Seen.Cells(workbook.Sheets[0]));
        Assert.Equal(Read, Seen.Cells(workbook.Sheets[0]));
    }

    /// <summary>一 is 4E00 and 开 5F00: zero bytes on the other side than those of the separators.</summary>
    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Characters_that_end_in_a_zero_byte_do_not_hide_the_encoding(string name)
    {
        using var workbook = Open(Encoding.GetEncoding(name).GetBytes("一、开展\u002C一一一一\r\n1\u002C开"));
        Assert.Equal("A1 Text 一、开展 | B1 Text 一一一一 | A2 Text 1 | B2 Text 开", Seen.Cells(workbook.Sheets[0]));
    }

    [Theory]
    [InlineData("甲\u003B乙\n1\u002C5;2", "A1 Text 甲 | B1 Text 乙 | A2 Text 1,5 | B2 Text 2")]
    [InlineData("甲\u002C乙\nb\u003Bc\u003Bd\u002C1\nb\u003Bc\u003Bd\u002C2",
        "A1 Text 甲 | B1 Text 乙 | A2 Text b\u003Bc\u003Bd | B2 Text 1 | A3 Text b\u003Bc\u003Bd | B3 Text 2")]
    [InlineData("甲\t乙\n\"a\tb\"\tc", "A1 Text 甲 | B1 Text 乙 | A2 Text a\tb | B2 Text c")]
    [InlineData("甲\n5\"管\r乙", "A1 Text 甲 | A2 Text 5\"管 | A3 Text 乙")]
    public void Separators_quotes_and_line_ends(string text, string read)
    {
        using var workbook = Open(Encoding.UTF8.GetBytes(text));
        Assert.Equal(read, Seen.Cells(workbook.Sheets[0]));
    }

    [Fact]
    public void Bytes_of_no_encoding_and_ends_within_a_character_are_refused()
    {
        Assert.Equal("workbook.encoding", Seen.Refusal(() => Open([0x81, 0x20, 0xFF, 0xFF])));
        Assert.Equal("workbook.encoding", Seen.Refusal(() => Open(Encoding.UTF8.GetBytes(new string('整', 40))[..^1])));
        Assert.Equal("workbook.not-a-workbook", Seen.Refusal(() => Open([0, 0, 0, 0, 1, 2])));
        Assert.Equal("workbook.csv-quote", Seen.Refusal(() => Seen.Cells(Open("甲\u002C\"乙"u8.ToArray()).Sheets[0])));
    }

    private static IWorkbook Open(byte[] bytes) => WorkbookFile.Open(new MemoryStream(bytes), "某处/台账.csv", WorkbookLimits.Default);
}
