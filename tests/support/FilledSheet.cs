using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Support;

/// <summary>A unit's sheet（填报表）as a person has filled it in.</summary>
internal static class FilledSheet
{
    /// <summary>The first row below the headings.</summary>
    public const int FirstRow = 6;

    private const string Part = "xl/worksheets/sheet1.xml";

    /// <summary>The percent and what was done, columns E and F of a row.</summary>
    public static byte[] Of(byte[] sheet, int row, int percent, string text) => Of(sheet, [(row, percent, text)]);

    /// <summary>The same of several rows.</summary>
    public static byte[] Of(byte[] sheet, IReadOnlyCollection<(int Row, int Percent, string Text)> filled)
    {
        var stream = new MemoryStream();
        stream.Write(sheet);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var xml = Read(zip);
            foreach (var (row, percent, text) in filled)
            {
                var at = row.ToString(CultureInfo.InvariantCulture);
                xml = Regex.Replace(xml, $"(<c r=\"E{at}\" s=\"\\d+\"><v>)[^<]*", $"${{1}}{percent.ToString(CultureInfo.InvariantCulture)}");
                xml = Regex.Replace(xml, $"<c r=\"F{at}\"( s=\"\\d+\")/>", $"<c r=\"F{at}\"$1 t=\"inlineStr\"><is><t>{text}</t></is></c>");
            }

            zip.GetEntry(Part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(Part).Open(), new UTF8Encoding(false));
            writer.Write(xml);
        }

        return stream.ToArray();
    }

    /// <summary>A number in one cell, whether something stood there or not.</summary>
    public static byte[] With(byte[] sheet, string cell, string number)
    {
        var stream = new MemoryStream();
        stream.Write(sheet);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var xml = Regex.Replace(Read(zip), $"<c r=\"{cell}\"( s=\"\\d+\")(/>|><v>[^<]*</v></c>)", $"<c r=\"{cell}\"$1><v>{number}</v></c>");
            zip.GetEntry(Part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(Part).Open(), new UTF8Encoding(false));
            writer.Write(xml);
        }

        return stream.ToArray();
    }

    private static string Read(ZipArchive zip)
    {
        using var reader = new StreamReader(zip.GetEntry(Part)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
