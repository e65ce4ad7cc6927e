using System.Text;

namespace Rectification.Documents.Workbooks.Csv;

/// <summary>A file of separated values: one sheet, every cell a text.</summary>
internal sealed class CsvWorkbook : IWorkbook
{
    public CsvWorkbook(Stream stream, string name, WorkbookLimits limits)
    {
        var (encoding, start) = CsvEncoding.Detect(stream);
        Sheets = [new CsvSheet(stream, encoding, start, name, limits)];
    }

    public IReadOnlyList<ISheet> Sheets { get; }

    public void Dispose()
    {
    }
}

/// <summary>The one sheet.</summary>
internal sealed class CsvSheet : ISheet
{
    private readonly Stream stream;
    private readonly Encoding encoding;
    private readonly int start;
    private readonly WorkbookLimits limits;
    private readonly char separator;

    public CsvSheet(Stream stream, Encoding encoding, int start, string name, WorkbookLimits limits)
    {
        (this.stream, this.encoding, this.start, this.limits, Name) = (stream, encoding, start, limits, name);
        using var reader = Reader();
        separator = CsvRows.Separator(reader);
    }

    public string Name { get; }

    public bool Hidden => false;

    public IReadOnlyList<MergedRange> Merges => [];

    public IReadOnlySet<int> HiddenColumns { get; } = new HashSet<int>();

    public IEnumerable<SheetRow> Rows()
    {
        using var reader = Reader();
        var rows = new CsvRows(reader, separator, Name, limits);
        while (Damage.Guard(Name, rows.Next) is { } row)
        {
            yield return row;
        }
    }

    private StreamReader Reader()
    {
        stream.Position = start;
        return new(stream, encoding, detectEncodingFromByteOrderMarks: false, 64 * 1024, leaveOpen: true);
    }
}
