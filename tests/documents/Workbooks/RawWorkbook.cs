using System.IO.Compression;
using System.Text;
using Rectification.Documents.Workbooks;

namespace Rectification.Tests.Documents.Workbooks;

/// <summary>A workbook written down part by part, the way strangers' programs write them.</summary>
internal sealed class RawWorkbook
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private RawWorkbook(Dictionary<string, byte[]> parts) => Parts = parts;

    /// <summary>By name.</summary>
    public Dictionary<string, byte[]> Parts { get; }

    /// <param name="sheetData">What stands within <c>sheetData</c>.</param>
    /// <param name="before">What stands before it.</param>
    /// <param name="after">What stands behind it.</param>
    /// <param name="strings">Items of the shared strings.</param>
    /// <param name="styles">Children of the style sheet.</param>
    /// <param name="workbookPr">Attributes of <c>workbookPr</c>.</param>
    /// <param name="state">Of the sheet.</param>
    public static RawWorkbook Of(
        string sheetData, string before = "", string after = "", string strings = "", string styles = "", string workbookPr = "", string state = "visible")
    {
        const string Relation = "http://schemas.openxmlformats.org/package/2006/relationships";
        return new(new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                + "Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{Relation}\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" "
                + $"Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] =
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr {workbookPr}/><sheets><sheet name=\"台账\" sheetId=\"1\" "
                    + $"state=\"{state}\" r:id=\"r1\"/></sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] =
                $"<Relationships xmlns=\"{Relation}\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"r2\" Type=\"{Office}/styles\" Target=\"/xl/styles.xml\"/><Relationship Id=\"r3\" "
                + $"Type=\"{Office}/sharedStrings\" Target=\"../xl/sharedStrings.xml\"/>"
                + "</Relationships>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{strings}</sst>",
            ["xl/worksheets/sheet1.xml"] = $"<worksheet xmlns=\"{Main}\">{before}<sheetData>{sheetData}</sheetData>{after}</worksheet>",
        }.ToDictionary(part => part.Key, part => Encoding.UTF8.GetBytes(part.Value)));
    }

    /// <summary>A part written in place of the other.</summary>
    public RawWorkbook With(string part, byte[] content)
    {
        Parts[part] = content;
        return this;
    }

    public RawWorkbook With(string part, Func<string, string> change) => With(part, Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(Parts[part]))));

    public MemoryStream Zip()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        bytes.Position = 0;
        return bytes;
    }

    public IWorkbook Open(WorkbookLimits? limits = null) => WorkbookFile.Open(Zip(), "台账.xlsx", limits ?? WorkbookLimits.Default);
}

/// <summary>A sheet in one line, for tables of expectations.</summary>
internal static class Seen
{
    /// <summary>Every cell as <c>A1 Kind text</c>, with what is unusual of it behind.</summary>
    public static string Cells(ISheet sheet) => string.Join(" | ", sheet.Rows().SelectMany(row => row.Cells.Select(cell => Cell(row, cell))));

    public static string Refusal(Action open) => Assert.Throws<WorkbookException>(open).Refusal.Code;

    private static string Cell(SheetRow row, SheetCell cell)
    {
        var day = cell.Day is { } of ? $" ={of:yyyy-MM-dd}" : "";
        return $"{CellAddress.Of(row.Number, cell.Column)} {cell.Kind} {cell.Text}{day}"
            + $"{(cell.FromFormula ? " f" : "")}{(cell.StruckThrough ? " struck" : "")}{(row.Hidden ? " hidden" : "")}";
    }
}
