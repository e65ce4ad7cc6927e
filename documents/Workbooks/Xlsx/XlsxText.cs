using System.Globalization;
using System.Text;
using System.Xml;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>A text of a workbook.</summary>
/// <param name="Text">All runs joined, without phonetic guides, escapes resolved.</param>
/// <param name="RunStruck">One of its runs is struck through by its own format.</param>
/// <param name="HasPlainRun">One of its runs (or the only one) takes the format of the cell.</param>
internal readonly record struct XlsxText(string Text, bool RunStruck, bool HasPlainRun)
{
    /// <summary>Longest escape sequence for one character.</summary>
    private const int EscapeLength = 7;

    /// <summary>From the start tag of <c>si</c> or <c>is</c> to its end.</summary>
    public static XlsxText Read(XmlReader reader, int limit)
    {
        if (reader.IsEmptyElement)
        {
            return new("", false, true);
        }

        string? first = null;
        StringBuilder? more = null;
        var struck = false;
        var plain = false;
        var depth = reader.Depth;
        while (reader.Next() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName is not ("t" or "r"))
            {
                reader.Pass();
                continue;
            }

            var words = reader.LocalName == "r" ? Run(reader, limit, ref struck, ref plain) : reader.Words(limit * EscapeLength);
            plain |= reader.LocalName == "t";
            if (first is null)
            {
                first = words;
                continue;
            }

            more ??= new(first);
            more.Append(words);
            if (more.Length > limit * EscapeLength)
            {
                throw new WordsTooLongException();
            }
        }

        return new(Bounded(Resolve(more?.ToString() ?? first ?? ""), limit), struck, plain);
    }

    /// <summary>Resolves <c>_xHHHH_</c> and makes every line break <c>\n</c>.</summary>
    public static string Resolve(string written)
    {
        var at = written.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return written.Contains('\r', StringComparison.Ordinal) ? Lines(written) : written;
        }

        var text = new StringBuilder(written.Length);
        var from = 0;
        for (; at >= 0; at = written.IndexOf("_x", Math.Max(from, at + 1), StringComparison.Ordinal))
        {
            if (at + EscapeLength > written.Length || written[at + 6] != '_'
                || !ushort.TryParse(written.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                continue;
            }

            text.Append(written, from, at - from).Append((char)code);
            from = at + EscapeLength;
            if (from >= written.Length)
            {
                break;
            }
        }

        return Clean(Lines(text.Append(written, from, written.Length - from).ToString()));
    }

    public static string Bounded(string text, int limit) => text.Length <= limit ? text : throw new WordsTooLongException();

    private static string Run(XmlReader reader, int limit, ref bool struck, ref bool plain)
    {
        var runStruck = false;
        var formatted = false;
        var words = "";
        foreach (var child in reader.Children())
        {
            switch (child)
            {
                case "rPr":
                    formatted = true;
                    foreach (var property in reader.Children())
                    {
                        runStruck |= property == "strike" && reader.Flag("val", absent: true);
                        reader.Pass();
                    }

                    break;
                case "t":
                    words = reader.Words(limit * EscapeLength);
                    break;
                default:
                    reader.Pass();
                    break;
            }
        }

        struck |= runStruck && words.Length > 0;
        plain |= !formatted && words.Length > 0;
        return words;
    }

    private static string Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\v', '\n');

    /// <summary>Escapes can name what no text may hold: control characters are left out, halves of a character become U+FFFD.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                clean.Append(character).Append(text[++at]);
            }
            else if (char.IsSurrogate(character) || character >= '\uFFFE')
            {
                clean.Append('\uFFFD');
            }
            else if (character >= ' ' || character is '\n' or '\t')
            {
                clean.Append(character);
            }
        }

        return clean.ToString();
    }
}
