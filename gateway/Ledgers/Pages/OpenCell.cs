using System.Globalization;
using Rectification.Documents.Ledgers;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Ledgers.Pages;

/// <summary>A cell of a ledger of which something is asked or wrong, as the page shows it: one field, however much is said of it.</summary>
public sealed record OpenCell
{
    /// <summary>As answers name it: the cell, of several files with the file's name before it.</summary>
    public required string Key { get; init; }

    /// <summary>What is said of it.</summary>
    public required IReadOnlyList<LedgerFinding> Findings { get; init; }

    /// <summary>The heading of its column; empty where none is known.</summary>
    public string Heading { get; init; } = "";

    /// <summary>The measure of its row.</summary>
    public LedgerMeasure? Measure { get; init; }

    /// <summary>Whether it is a question; otherwise it is an error.</summary>
    public bool IsQuestion => Findings.Any(finding => finding.Question);

    /// <summary>What may be chosen from.</summary>
    public IEnumerable<string> Candidates => Findings.SelectMany(finding => finding.Candidates).Distinct(StringComparer.Ordinal);

    /// <summary>A deadline as it is written there.</summary>
    public string? Written => Findings.Any(finding => finding.Code.StartsWith("ledger.deadline-", StringComparison.Ordinal)) ? Measure?.DeadlineText : null;

    /// <summary>The open cells of a file, in the order they are told; that its sheet is old is no question of a cell.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="several">Whether it is one of several files.</param>
    public static IEnumerable<OpenCell> Of(LedgerReading reading, bool several)
    {
        var headings = LedgerSummary.Sheets(reading)
            .SelectMany(sheet => sheet.ColumnDetails.Select(column => (Cell: Column(sheet.Sheet, column.Letter, reading), column.Header)))
            .DistinctBy(column => column.Cell).ToDictionary(column => column.Cell, column => column.Header);
        var rows = reading.OtherSheets.Count > 0 ? [] : reading.Measures.DistinctBy(measure => measure.Row).ToDictionary(measure => measure.Row);
        var open = reading.Errors.Concat(reading.Warnings.Where(finding => finding.Question && finding.Code != LedgerCodes.SheetOlder));
        foreach (var cell in open.GroupBy(finding => finding.Cell))
        {
            var begin = cell.Key.LastIndexOf('!') + 1;
            var end = begin + cell.Key.Skip(begin).TakeWhile(char.IsAsciiLetterUpper).Count();
            var row = int.TryParse(cell.Key.AsSpan()[end..], NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : 0;
            yield return new()
            {
                Key = several ? $"{reading.File} {cell.Key}" : cell.Key,
                Findings = [.. cell],
                Heading = headings.GetValueOrDefault(cell.Key[..end], ""),
                Measure = rows.GetValueOrDefault(row),
            };
        }
    }

    /// <summary>How cells of a column begin: with the sheet before it where more than one is read.</summary>
    private static string Column(string sheet, string letter, LedgerReading reading) => reading.OtherSheets.Count > 0 ? $"{sheet}!{letter}" : letter;

    /// <summary>The answer to it in a form: what was typed, otherwise what was chosen.</summary>
    public string? Answer(FormState typed) => typed.OrNothing("answer:" + Key) ?? typed.OrNothing("pick:" + Key);
}
