using System.Globalization;
using System.Xml;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>One sheet. Its merges stand behind its rows, so it is gone through once while opening.</summary>
internal sealed class XlsxSheet : ISheet
{
    private readonly XlsxContext context;
    private readonly string part;
    private readonly List<MergedRange> merges = [];
    private readonly HashSet<int> hiddenColumns = [];

    public XlsxSheet(XlsxContext context, string part, string name, bool hidden)
    {
        this.context = context;
        this.part = part;
        Name = name;
        Hidden = hidden;
        Damage.Guard(name, () =>
        {
            ReadAroundRows();
            return true;
        });
    }

    public string Name { get; }

    public bool Hidden { get; }

    public IReadOnlyList<MergedRange> Merges => merges;

    public IReadOnlySet<int> HiddenColumns => hiddenColumns;

    public IEnumerable<SheetRow> Rows()
    {
        using var rows = Damage.Guard(Name, () => new XlsxRows(context, part, Name));
        while (Damage.Guard(Name, rows.Next) is { } row)
        {
            yield return row;
        }
    }

    private void ReadAroundRows()
    {
        using var reader = context.Parts.OpenWithoutRows(part);
        reader.Root();
        foreach (var child in reader.Children())
        {
            switch (child)
            {
                case "cols":
                    foreach (var _ in reader.Children())
                    {
                        AddColumns(reader);
                        reader.Pass();
                    }

                    break;
                case "mergeCells":
                    foreach (var _ in reader.Children())
                    {
                        AddMerge(reader);
                        reader.Pass();
                    }

                    break;
                default:
                    reader.Pass();
                    break;
            }
        }
    }

    private void AddColumns(XmlReader reader)
    {
        if (!(reader.Flag("hidden") || reader.GetAttribute("width") == "0")
            || !int.TryParse(reader.GetAttribute("min"), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(reader.GetAttribute("max"), NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return;
        }

        for (var column = Math.Max(1, first); column <= Math.Min(last, context.Limits.Columns); column++)
        {
            hiddenColumns.Add(column);
        }
    }

    private void AddMerge(XmlReader reader)
    {
        if (merges.Count >= context.Limits.Merges)
        {
            throw new WorkbookException(WorkbookRefusals.TooManyMerges(Name, context.Limits.Merges));
        }

        merges.Add(CellAddress.TryParseRange(reader.GetAttribute("ref"), out var range) ? range : throw Damage.At(Name));
    }
}
