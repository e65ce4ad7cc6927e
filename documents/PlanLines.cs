using System.Globalization;

namespace Rectification.Documents;

/// <summary>
/// On which line of an NDJSON file each entry stands: what a plan says is judged by its lists (<c>/measures/3/deadline</c>), and told by the file's lines
/// (<c>/lines/7/measure/deadline</c>).
/// </summary>
internal sealed class PlanLines
{
    /// <summary>A place in a list that no entry has: of an entry that could not be read it is not known which it would have been.</summary>
    private const int Nowhere = int.MaxValue;

    /// <summary>A list of the document, and what its entries are called on a line.</summary>
    private static readonly (string List, string Entry)[] Names =
    [
        ("regions", "region"), ("units", "unit"), ("leaders", "leader"), ("categories", "category"), ("problems", "problem"), ("measures", "measure"),
    ];

    private readonly Dictionary<string, List<int>> _lines = new(StringComparer.Ordinal);

    /// <summary>The line of everything but the lists.</summary>
    public int? Header { get; set; }

    public void Add(string list, int line)
    {
        if (!_lines.TryGetValue(list, out var lines))
        {
            _lines[list] = lines = [];
        }

        lines.Add(line);
    }

    /// <summary>A place in the document as a place in the file; what is of no line stays as it is.</summary>
    public string ToFile(string pointer) => pointer.Split('/') switch
    {
        ["", var list, var index, .. var rest] when Whole(index) is { } at && _lines.TryGetValue(list, out var lines) && at < lines.Count =>
            Place(lines[at], Names.First(name => name.List == list).Entry, rest),
        ["", var field, .. var rest] when Header is { } header && !Names.Any(name => name.List == field) && field != "lines" =>
            Place(header, "plan", [field, .. rest]),
        _ => pointer,
    };

    /// <summary>A place in the file as places in the document: of a line that says nothing, one in every list.</summary>
    public IEnumerable<string> ToDocument(string pointer)
    {
        if (pointer.Split('/') is not ["", "lines", var index, .. var rest] || Whole(index) is not { } line)
        {
            return [pointer];
        }

        if (rest is ["plan", ..])
        {
            return ["/" + string.Join('/', rest.Skip(1))];
        }

        return rest is [var entry, ..] && Names.FirstOrDefault(name => name.Entry == entry) is { List: { } list }
            ? [string.Join('/', [$"/{list}/{Text(IndexOf(list, line))}", .. rest.Skip(1)])]
            : Names.Select(name => $"/{name.List}/{Text(Nowhere)}");
    }

    /// <summary>Lines come in order.</summary>
    private int IndexOf(string list, int line) => _lines.TryGetValue(list, out var lines) && lines.BinarySearch(line) is >= 0 and var at ? at : Nowhere;

    private static string Place(int line, string entry, string[] rest) => string.Join('/', [$"/lines/{Text(line)}/{entry}", .. rest]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
