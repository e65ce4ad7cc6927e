using System.Globalization;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Gateway.Shell;
using Rectification.Ledgers;

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

    /// <summary>Further cells of the column in which the same stands and the same is asked: one answer may do for all.</summary>
    public IReadOnlyList<OpenCell> Others { get; init; } = [];

    /// <summary>Whether it is a question; otherwise it is an error.</summary>
    public bool IsQuestion => Findings.Any(finding => finding.Question);

    /// <summary>What may be chosen from.</summary>
    public IEnumerable<string> Candidates => Findings.SelectMany(finding => finding.Candidates).Distinct(StringComparer.Ordinal);

    /// <summary>What is written there, or the part of it that is asked about.</summary>
    public string? Written => Findings.Select(finding => finding.Written).FirstOrDefault(written => written is not null);

    /// <summary>The open cells, those with the same text put together with the first of them; blank cells are each their own.</summary>
    public static IReadOnlyList<OpenCell> Together(IEnumerable<OpenCell> cells)
    {
        var all = cells.ToList();
        return
        [
            .. all.GroupBy(cell => cell.Written is { } written
                    ? (cell.Heading, written, string.Join(' ', cell.Findings.Select(finding => finding.Code))) : (cell.Key, "", ""))
                .Select(same => same.First() with { Others = [.. same.Skip(1)] }),
        ];
    }

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

    /// <summary>The cells of a file whose category the plan in force does not have: one of its own is chosen.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="several">Whether it is one of several files.</param>
    /// <param name="conflicts">What stands against taking it in.</param>
    /// <param name="titles">The plan's categories.</param>
    internal static IEnumerable<OpenCell> OfCategories(
        LedgerReading reading, bool several, IReadOnlyList<LedgerRefusal> conflicts, IReadOnlyList<string> titles)
    {
        var unknown = conflicts.Where(conflict => conflict.Refusal.Code == LedgerAmendment.CategoryUnknownCode)
            .DistinctBy(conflict => conflict.Cell).ToDictionary(conflict => conflict.Cell, conflict => conflict.Refusal);

        // Where a line above the rows says it, no cell of theirs can be answered.
        foreach (var problem in reading.Problems.Where(problem => problem.Source.States(LedgerFields.Category)))
        {
            var cell = problem.Source.Cell(problem.Row, LedgerFields.Category);
            var key = several ? $"{reading.File} {cell}" : cell;
            if (unknown.TryGetValue(key, out var refusal))
            {
                yield return new()
                {
                    Key = key,
                    Findings =
                    [
                        new()
                        {
                            Cell = cell,
                            Code = refusal.Code,
                            Question = true,
                            Zh = refusal.Zh,
                            En = refusal.En,
                            Written = problem.Category,
                            Candidates = titles,
                        },
                    ],
                };
            }
        }
    }

    /// <summary>How cells of a column begin: with the sheet before it where more than one is read.</summary>
    private static string Column(string sheet, string letter, LedgerReading reading) => reading.OtherSheets.Count > 0 ? $"{sheet}!{letter}" : letter;

    /// <summary>The answer to it in a form: what was typed, otherwise what was chosen.</summary>
    public string? Answer(FormState typed) => typed.OrNothing("answer:" + Key) ?? typed.OrNothing("pick:" + Key);

    /// <summary>The answers to it and to those it stands for: each its own, otherwise that of all.</summary>
    public IEnumerable<(string Key, string Answer)> Answers(FormState typed)
    {
        var all = Answer(typed);
        return Others.Select(other => (other.Key, Answer: other.Answer(typed) ?? all)).Prepend((Key, Answer: all))
            .Where(one => one.Answer is not null).Select(one => (one.Key, one.Answer!));
    }
}
