using System.Xml;
using Rectification.Documents.Workbooks.Numbers;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>A workbook of Office Open XML, transitional or strict.</summary>
internal sealed class XlsxWorkbook : IWorkbook
{
    private readonly XmlParts parts;

    public XlsxWorkbook(Stream stream, WorkbookLimits limits)
    {
        parts = new(stream, limits);
        try
        {
            var package = new XlsxPackage(parts);
            var relationships = package.Relationships(package.WorkbookPart);
            var (listed, dates) = ReadList(package.WorkbookPart, limits);
            CountsFrom1904 = dates.From1904;
            var context = new XlsxContext(
                parts,
                Part(relationships, "sharedStrings") is { } strings ? new XlsxStrings(parts, strings, limits) : new(),
                Part(relationships, "styles") is { } styles ? XlsxStyles.Read(parts, styles) : [],
                dates,
                limits);
            Sheets = [.. listed.Where(sheet => !IsOther(relationships, sheet)).Select(sheet => Open(context, relationships, sheet))];
            Stamp = Part(package.Relationships(""), "custom-properties") is { } stamp && parts.Has(stamp) ? ReadStamp(stamp) : new();
            if (Sheets.Count == 0)
            {
                throw Damage.At(package.WorkbookPart);
            }
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    public IReadOnlyList<ISheet> Sheets { get; }

    public bool CountsFrom1904 { get; }

    public IReadOnlyDictionary<string, string> Stamp { get; }

    public void Dispose() => parts.Dispose();

    private static string? Part(Dictionary<string, Relationship> relationships, string kind) =>
        relationships.Values.FirstOrDefault(relationship => relationship.Is(kind))?.Target;

    /// <summary>Charts and dialogs have a tab as well, but no cells.</summary>
    private static bool IsOther(Dictionary<string, Relationship> relationships, Listed sheet) =>
        relationships.TryGetValue(sheet.Id, out var relationship) && (relationship.Is("chartsheet") || relationship.Is("dialogsheet"));

    private static XlsxSheet Open(XlsxContext context, Dictionary<string, Relationship> relationships, Listed sheet) =>
        relationships.TryGetValue(sheet.Id, out var relationship) && relationship.Is("worksheet")
            ? new XlsxSheet(context, relationship.Target, sheet.Name, sheet.Hidden)
            : throw Damage.At(sheet.Name);

    private (IReadOnlyList<Listed> Sheets, DateSystem Dates) ReadList(string part, WorkbookLimits limits)
    {
        var sheets = new List<Listed>();
        var dates = new DateSystem(false);
        using var reader = parts.Open(part);
        reader.Root();
        foreach (var child in reader.Children())
        {
            switch (child)
            {
                case "workbookPr":
                    dates = new(reader.Flag("date1904"));
                    reader.Pass();
                    break;
                case "sheets":
                    foreach (var sheet in reader.Children())
                    {
                        if (sheet == "sheet")
                        {
                            var hidden = reader.GetAttribute("state") is "hidden" or "veryHidden";
                            sheets.Add(new(XlsxText.Resolve(reader.GetAttribute("name") ?? ""), RelationshipId(reader), hidden));
                        }

                        reader.Pass();
                        if (sheets.Count > limits.Sheets)
                        {
                            throw new WorkbookException(WorkbookRefusals.TooManySheets(limits.Sheets));
                        }
                    }

                    break;
                default:
                    reader.Pass();
                    break;
            }
        }

        return (sheets, dates);
    }

    private Dictionary<string, string> ReadStamp(string part)
    {
        const int Most = 64;
        const int Longest = 1024;
        var stamp = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = parts.Open(part);
        reader.Root();
        foreach (var _ in reader.Children())
        {
            var name = XlsxText.Resolve(reader.GetAttribute("name") ?? "");

            // Properties are nobody's cells: one that is too long is left out, not refused.
            var words = reader.Words(1 << 20);
            if (words.Length <= Longest && stamp.Count < Most)
            {
                stamp.TryAdd(name, XlsxText.Resolve(words));
            }
        }

        return stamp;
    }

    /// <summary>The attribute <c>id</c> of whichever relationships' namespace the dialect uses.</summary>
    private static string RelationshipId(XmlReader reader)
    {
        var id = "";
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "id" && reader.NamespaceURI.Length > 0)
            {
                id = reader.Value;
            }
        }

        reader.MoveToElement();
        return id;
    }

    private sealed record Listed(string Name, string Id, bool Hidden);
}

/// <summary>What all sheets of a workbook share.</summary>
internal sealed record XlsxContext(XmlParts Parts, XlsxStrings Strings, IReadOnlyList<XlsxStyle> Styles, DateSystem Dates, WorkbookLimits Limits)
{
    /// <summary>The style of a cell; one that does not exist is as none.</summary>
    public XlsxStyle Style(int index) => index >= 0 && index < Styles.Count ? Styles[index] : XlsxStyle.Plain;
}
