namespace Rectification.Gateway.Http;

/// <summary>Cells of CSV files that people open with Excel: a byte order mark, every text in quotation marks, nothing that would be run as a formula.</summary>
internal static class CsvText
{
    public const string Media = "text/csv";

    /// <summary>By it Excel knows that the file is UTF-8.</summary>
    public const char Mark = '\uFEFF';

    private const string Dangerous = "=+-@\t\r";

    /// <summary>One row with its end.</summary>
    public static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? text)
    {
        var line = (text ?? "").ReplaceLineEndings(" ");
        var safe = line.Length > 0 && Dangerous.Contains(line[0], StringComparison.Ordinal) ? "'" + line : line;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
