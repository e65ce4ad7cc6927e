using System.Globalization;
using System.Xml;
using Rectification.Documents.Workbooks.Numbers;

namespace Rectification.Documents.Workbooks.Xlsx;

/// <summary>How a cell with a style looks, as far as it matters to reading.</summary>
/// <param name="Format">Of its number.</param>
/// <param name="Struck">Its font is struck through.</param>
internal sealed record XlsxStyle(NumberFormat Format, bool Struck)
{
    public static XlsxStyle Plain { get; } = new(NumberFormat.General, false);
}

/// <summary>The styles of a workbook by the index its cells name.</summary>
internal static class XlsxStyles
{
    /// <summary>Excel itself knows 65,490.</summary>
    private const int Most = 100_000;

    public static IReadOnlyList<XlsxStyle> Read(XmlParts parts, string name)
    {
        var formats = new Dictionary<int, NumberFormat>();
        var struckFonts = new List<bool>();
        var cells = new List<(int Format, int Font)>();
        using (var reader = parts.Open(name))
        {
            reader.Root();
            foreach (var list in reader.Children())
            {
                if (list is not ("numFmts" or "fonts" or "cellXfs"))
                {
                    reader.Pass();
                    continue;
                }

                foreach (var item in reader.Children())
                {
                    switch (list, item)
                    {
                        case ("numFmts", "numFmt"):
                            formats.TryAdd(Number(reader.GetAttribute("numFmtId")), NumberFormat.Of(reader.GetAttribute("formatCode")));
                            reader.Pass();
                            break;
                        case ("fonts", "font"):
                            struckFonts.Add(Strikes(reader));
                            break;
                        case ("cellXfs", "xf"):
                            cells.Add((Number(reader.GetAttribute("numFmtId")), Number(reader.GetAttribute("fontId"))));
                            reader.Pass();
                            break;
                        default:
                            reader.Pass();
                            break;
                    }

                    Bound(formats.Count + struckFonts.Count + cells.Count);
                }
            }
        }

        var builtIn = new Dictionary<int, NumberFormat>();
        return [.. cells.Select(cell => new XlsxStyle(Format(cell.Format), cell.Font >= 0 && cell.Font < struckFonts.Count && struckFonts[cell.Font]))];

        NumberFormat Format(int id) =>
            formats.GetValueOrDefault(id) ?? (builtIn.TryGetValue(id, out var known) ? known : builtIn[id] = NumberFormat.BuiltIn(id));
    }

    private static bool Strikes(XmlReader reader)
    {
        var strikes = false;
        foreach (var property in reader.Children())
        {
            strikes |= property == "strike" && reader.Flag("val", absent: true);
            reader.Pass();
        }

        return strikes;
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static void Bound(int count)
    {
        if (count > Most)
        {
            throw Damage.At("styles");
        }
    }
}
