using Rectification.Documents.Ledgers.Out;

namespace Rectification.Documents.Ledgers.In;

/// <summary>
/// Which number a row of a ledger has in the plan. Where the ledger states numbers, these; where it only counts its rows, a line that says the same has
/// the plan's number and any other the next one that is free: the third row of a sheet is not the plan's third measure.
/// </summary>
internal sealed class LedgerNumbers
{
    private readonly Dictionary<int, int> _problems = [];
    private readonly Dictionary<int, int> _measures = [];

    /// <param name="reading">The ledger.</param>
    /// <param name="problems">The plan's problems by number; what the ledger adds is noted here.</param>
    /// <param name="measures">The plan's measures by number; what the ledger adds is noted here.</param>
    public LedgerNumbers(LedgerReading reading, IDictionary<int, string> problems, IDictionary<int, string> measures)
    {
        var columns = reading.Columns.Values.Concat(reading.OtherSheets.SelectMany(sheet => sheet.Columns.Values)).ToList();
        if (!columns.Any(field => LedgerFields.Has(field, LedgerFields.ProblemNo) || LedgerFields.Has(field, LedgerFields.ProblemRef)))
        {
            Settle(reading.Problems.Select(problem => (problem.No, problem.Title)), problems, AsRead.Title, _problems);
        }

        if (!columns.Any(field => LedgerFields.Has(field, LedgerFields.MeasureNo)))
        {
            Settle(reading.Measures.Select(measure => (measure.No, measure.Text)), measures, AsRead.Measure, _measures);
        }
    }

    public int Problem(int no) => _problems.GetValueOrDefault(no, no);

    public int Measure(int no) => _measures.GetValueOrDefault(no, no);

    private static void Settle(
        IEnumerable<(int No, string Text)> lines, IDictionary<int, string> known, Func<string, string> asRead, Dictionary<int, int> settled)
    {
        // The same words may stand in several lines: each of the plan's is met once, in its order.
        var byText = known.OrderBy(line => line.Key).GroupBy(line => asRead(line.Value), line => line.Key)
            .ToDictionary(same => same.Key, same => new Queue<int>(same), StringComparer.Ordinal);
        var next = known.Keys.DefaultIfEmpty(0).Max();
        foreach (var (no, text) in lines)
        {
            if (!byText.TryGetValue(asRead(text), out var there) || !there.TryDequeue(out var found))
            {
                found = ++next;
                known[found] = text;
            }

            settled[no] = found;
        }
    }
}
