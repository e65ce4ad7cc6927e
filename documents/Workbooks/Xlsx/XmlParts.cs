using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>The parts of a workbook's zip, opened as XML that can do no harm: no DTD, nothing fetched, few names, little depth.</summary>
internal sealed class XmlParts : IDisposable
{
    private readonly ZipArchive zip;
    private readonly WorkbookLimits limits;
    private readonly UnzipBudget budget;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    public XmlParts(Stream stream, WorkbookLimits limits)
    {
        this.limits = limits;
        budget = new(limits);
        ZipDirectory.Check(stream, limits);
        zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            if (zip.Entries.Count > limits.Entries)
            {
                throw new WorkbookException(WorkbookRefusals.TooManyEntries(limits.Entries));
            }

            foreach (var entry in zip.Entries)
            {
                entries.TryAdd(Normal(entry.FullName), entry);
            }
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <summary>Without the leading slash.</summary>
    public IEnumerable<string> Names => entries.Keys;

    public bool Has(string name) => entries.ContainsKey(Normal(name));

    /// <summary>As it is, bounded by the same limits.</summary>
    public Stream OpenBytes(string name) => budget.Open(Entry(name));

    /// <summary>The part for the one reading while the workbook is opened; all parts together are bounded.</summary>
    public XmlReader Open(string name) => Reader(budget.OpenMarkup(Entry(name)));

    /// <summary>A sheet for the same reading, its rows left out.</summary>
    public XmlReader OpenWithoutRows(string name)
    {
        var entry = Entry(name);
        using (var head = new UnzipBudget(limits).Open(entry))
        {
            // In UTF-16 the tag has other bytes, and all is read.
            return head.ReadByte() == '<' || (head.ReadByte() == 0xBB && head.ReadByte() == 0xBF)
                ? Reader(new WithoutRows(budget.OpenMarkup(entry)))
                : Reader(budget.OpenMarkup(entry));
        }
    }

    /// <summary>The part once more: bounded by itself, however often it is read.</summary>
    public XmlReader Reopen(string name) => Reader(new UnzipBudget(limits).OpenMarkup(Entry(name)));

    public void Dispose() => zip.Dispose();

    /// <summary>A target of a relationship, seen from the folder of the part that names it.</summary>
    public static string Resolve(string from, string target)
    {
        var path = target.StartsWith('/') || target.StartsWith('\\') ? target : $"{Folder(from)}/{target}";
        var steps = new List<string>();
        foreach (var step in Normal(path).Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    public static string Folder(string part) => part.LastIndexOf('/') is var slash and >= 0 ? part[..slash] : "";

    private static string Normal(string name) => name.Replace('\\', '/').TrimStart('/');

    private ZipArchiveEntry Entry(string name)
    {
        var entry = entries.GetValueOrDefault(Normal(name)) ?? throw Damage.At(name);
        return entry.IsEncrypted ? throw new WorkbookException(WorkbookRefusals.Password) : entry;
    }

    private static XmlReader Reader(Stream stream) => XmlReader.Create(new BufferedStream(stream, 64 * 1024), new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
        NameTable = new CappedNameTable()
    });

    /// <summary>An XML reader keeps every name it has met; a file may bring millions of them.</summary>
    private sealed class CappedNameTable : NameTable
    {
        private const int Most = 5_000;
        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++count > Most ? throw Damage.At("XML") : name;
    }
}

/// <summary>Reading on in an XML part with its depth bounded.</summary>
internal static class XmlWalk
{
    private const int Deepest = 64;

    /// <summary>The next node.</summary>
    public static bool Next(this XmlReader reader) =>
        reader.Read() && (reader.Depth <= Deepest ? true : throw Damage.At("XML"));

    /// <summary>From a start tag to its end tag, unread.</summary>
    public static void Pass(this XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var depth = reader.Depth;
        while (reader.Next() && reader.Depth > depth)
        {
        }
    }

    /// <summary>The children of the start tag the reader stands at, one after the other; the caller reads or passes each to its end.</summary>
    public static IEnumerable<string> Children(this XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            yield break;
        }

        var depth = reader.Depth;
        while (reader.Next() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                yield return reader.LocalName;
            }
        }
    }

    /// <summary>Moves to the root.</summary>
    public static void Root(this XmlReader reader)
    {
        while (reader.NodeType != XmlNodeType.Element && reader.Next())
        {
        }
    }

    /// <summary>The words within an element, whatever they are wrapped in; stops at its end tag.</summary>
    /// <exception cref="WorkbookException">There are more than <paramref name="limit"/> characters.</exception>
    public static string Words(this XmlReader reader, int limit)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var depth = reader.Depth;
        string? first = null;
        StringBuilder? more = null;
        while (reader.Next() && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                continue;
            }

            var piece = reader.NodeType == XmlNodeType.CDATA ? Chunks(reader, limit) : reader.Value;
            if (first is null)
            {
                first = piece;
            }
            else
            {
                more ??= new(first);
                more.Append(piece);
            }

            if ((more?.Length ?? first.Length) > limit)
            {
                throw new WordsTooLongException();
            }
        }

        return more?.ToString() ?? first ?? "";
    }

    public static bool Flag(this XmlReader reader, string attribute, bool absent = false) =>
        reader.GetAttribute(attribute) is { } value ? value is "1" or "true" or "on" : absent;

    private static string Chunks(XmlReader reader, int limit)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (text.Length <= limit && reader.ReadValueChunk(buffer, 0, buffer.Length) is var length and > 0)
        {
            text.Append(buffer, 0, length);
        }

        return text.ToString();
    }
}

/// <summary>More characters than a cell may have; whoever knows the cell says where.</summary>
internal sealed class WordsTooLongException : Exception;
