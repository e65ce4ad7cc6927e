using System.Buffers;
using System.Globalization;
using System.Text;

namespace Rectification.Documents.Workbooks.Writing;

/// <summary>Text as XML of a workbook holds it.</summary>
internal static class CellText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What XML cannot hold, and what would be taken for such an escape, is written as <c>_xHHHH_</c>.</summary>
    public static void Append(StringBuilder xml, string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            switch (sign)
            {
                case '&':
                    xml.Append("&amp;");
                    break;
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                case '"':
                    xml.Append("&quot;");
                    break;
                case '\r' when at + 1 < text.Length && text[at + 1] == '\n':
                    break;
                case '\r':
                    xml.Append('\n');
                    break;
                case '_' when LooksEscaped(text, at):
                    xml.Append("_x005F_");
                    break;
                case >= ' ' and < '\uFFFE' or '\n' or '\t' when !char.IsSurrogate(sign):
                    xml.Append(sign);
                    break;
                case var high when char.IsHighSurrogate(high) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]):
                    xml.Append(high).Append(text[++at]);
                    break;
                case var half when char.IsSurrogate(half) || half >= '\uFFFE':
                    xml.Append('\uFFFD');
                    break;
                default:
                    xml.Append(CultureInfo.InvariantCulture, $"_x{(int)sign:X4}_");
                    break;
            }
        }
    }

    /// <summary>The same as an attribute's value or a short content.</summary>
    public static string Escape(string text)
    {
        var xml = new StringBuilder();
        Append(xml, text);
        return xml.ToString();
    }

    private static bool LooksEscaped(string text, int at) =>
        at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && text.AsSpan(at + 2, 4).IndexOfAnyExcept(HexDigits) < 0;
}
