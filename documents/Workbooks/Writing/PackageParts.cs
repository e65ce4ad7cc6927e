using System.Globalization;
using System.Text;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>The small parts around the sheets.</summary>
internal static class PackageParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>By name.</summary>
    public static IEnumerable<(string Name, string Content)> Of(IReadOnlyList<WrittenSheet> sheets, IReadOnlyDictionary<string, string> stamp)
    {
        yield return ("xl/styles.xml", Looks.Sheet());
        yield return ("xl/workbook.xml", Workbook(sheets));
        yield return ("xl/_rels/workbook.xml.rels", Relationships(
            [.. sheets.Select((_, index) => ($"{Office}/worksheet", $"worksheets/sheet{index + 1}.xml")), ($"{Office}/styles", "styles.xml")]));
        foreach (var (index, sheet) in sheets.Index().Where(each => each.Item.Form.Chart is not null))
        {
            var chart = sheet.Form.Chart!;
            var number = index + 1;
            yield return ($"xl/worksheets/_rels/sheet{number}.xml.rels", Relationships([($"{Office}/drawing", $"../drawings/drawing{number}.xml")]));
            yield return ($"xl/drawings/_rels/drawing{number}.xml.rels", Relationships([($"{Office}/chart", $"../charts/chart{number}.xml")]));
            yield return ($"xl/drawings/drawing{number}.xml", ChartParts.Anchor(sheet));
            yield return ($"xl/charts/chart{number}.xml", ChartParts.Chart(chart, sheets.First(each => each.Form.Name == chart.Sheet)));
        }

        yield return ("docProps/custom.xml", Properties(stamp));
        yield return ("_rels/.rels", Relationships([($"{Office}/officeDocument", "xl/workbook.xml"), ($"{Office}/custom-properties", "docProps/custom.xml")]));
        yield return ("[Content_Types].xml", Types(sheets));
    }

    private static string Workbook(IReadOnlyList<WrittenSheet> sheets)
    {
        var tabs = new StringBuilder();
        var names = new StringBuilder();
        for (var index = 0; index < sheets.Count; index++)
        {
            var sheet = sheets[index];
            tabs.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{CellText.Escape(sheet.Name)}\" "
                + $"sheetId=\"{index + 1}\" {(sheet.Form.VeryHidden ? "state=\"veryHidden\" " : "")}r:id=\"r{index + 1}\"/>");
            if (sheet.Headings is { } headings)
            {
                var quoted = CellText.Escape($"'{sheet.Name}'");
                var last = CellAddress.Letters(sheet.Form.Columns.Count);
                names.Append(CultureInfo.InvariantCulture, $"<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{index}\" "
                    + $"hidden=\"1\">{quoted}!$A${headings.Last}:${last}${Math.Max(headings.Last, sheet.LastRow)}</definedName>")
                    .Append(CultureInfo.InvariantCulture, $"<definedName name=\"_xlnm.Print_Titles\" "
                        + $"localSheetId=\"{index}\">{quoted}!${headings.First}:${headings.Last}</definedName>");
            }
        }

        var first = sheets.TakeWhile(sheet => sheet.Form.VeryHidden).Count();
        return Declaration + $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><bookViews><workbookView activeTab=\"{first}\" "
            + $"firstSheet=\"{first}\"/></bookViews><sheets>{tabs}</sheets>"
            + $"{(names.Length > 0 ? $"<definedNames>{names}</definedNames>" : "")}</workbook>";
    }

    private static string Relationships(IReadOnlyList<(string Type, string Target)> all) =>
        Declaration + $"<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(all.Select((each, index) => $"<Relationship Id=\"r{index + 1}\" Type=\"{each.Type}\" Target=\"{each.Target}\"/>")) + "</Relationships>";

    private static string Properties(IReadOnlyDictionary<string, string> stamp)
    {
        const string Format = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
        var all = stamp.Select((each, index) => $"<property fmtid=\"{Format}\" pid=\"{index + 2}\" name=\"{CellText.Escape(each.Key)}\">"
            + $"<vt:lpwstr>{CellText.Escape(each.Value)}</vt:lpwstr></property>");
        return Declaration + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
            + $"xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{string.Concat(all)}</Properties>";
    }

    private static string Types(IReadOnlyList<WrittenSheet> sheets)
    {
        string Part(string name, string type) => $"<Override PartName=\"/{name}.xml\" ContentType=\"{type}+xml\"/>";
        var parts = sheets.Select((sheet, index) => (sheet.Form.Chart, Number: index + 1)).ToList();
        return Declaration + $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" "
            + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + Part("xl/workbook", $"{Spreadsheet}.sheet.main") + Part("xl/styles", $"{Spreadsheet}.styles")
            + Part("docProps/custom", "application/vnd.openxmlformats-officedocument.custom-properties")
            + string.Concat(parts.Select(part => Part($"xl/worksheets/sheet{part.Number}", $"{Spreadsheet}.worksheet")))
            + string.Concat(parts.Where(part => part.Chart is not null).Select(part =>
                Part($"xl/drawings/drawing{part.Number}", "application/vnd.openxmlformats-officedocument.drawing")
                + Part($"xl/charts/chart{part.Number}", "application/vnd.openxmlformats-officedocument.drawingml.chart")))
            + "</Types>";
    }
}
