using System.Text;
using Rectification.Plans;

namespace Rectification.Rosters;

/// <summary>Cuts lines into pages that fit every store, whatever long texts an office keeps in columns of its own.</summary>
internal static class RosterPaging
{
    /// <summary>Bytes of text in one page: a row must fit the smallest store's, which is 960 KiB.</summary>
    private const int MostBytes = 700 * 1024;

    /// <summary>Pages in order, of as many lines as there may be.</summary>
    public static IEnumerable<T[]> Pages<T>(IEnumerable<T> lines, int most, Func<T, int> bytes)
    {
        var (page, held) = (new List<T>(), 0);
        foreach (var line in lines)
        {
            var more = bytes(line);
            if (page.Count == most || (page.Count > 0 && held + more > MostBytes))
            {
                yield return [.. page];
                page.Clear();
                held = 0;
            }

            page.Add(line);
            held += more;
        }

        if (page.Count > 0)
        {
            yield return [.. page];
        }
    }

    /// <summary>Whether so many lines are one page.</summary>
    public static bool Fit<T>(IReadOnlyCollection<T> lines, int most, Func<T, int> bytes) => lines.Count <= most && lines.Sum(bytes) <= MostBytes;

    /// <summary>What a measure's texts take.</summary>
    public static int Bytes(MeasureDefinition measure) =>
        Of(measure.Text) + Of(measure.Outcome) + Of(measure.Source) + Of(measure.Leader) + Of(measure.LeadUnit) + measure.Units.Sum(Of)
        + Of(measure.Target?.Unit) + Of(measure.Target?.What) + Of(measure.Institution?.Title) + Of(measure.Extra)
        + Of(measure.Target?.Shares)
        + (measure.Quantities?.Sum(quantity => Of(quantity.Name) + Of(quantity.Unit) + Of(quantity.What) + Of(quantity.Shares)) ?? 0)
        + (measure.Change is not { } change ? 0
            : Of(change.Reason) + Of(change.Document) + change.FormerUnits.Sum(Of) + (change.Former is { } former ? Bytes(former) : 0));

    /// <summary>What a problem's texts take, and the numbers of its measures.</summary>
    public static int Bytes(ProblemRosterLine line) =>
        Of(line.Problem.Title) + Of(line.Problem.Source) + Of(line.Problem.Cause) + Of(line.Problem.Extend) + Of(line.Problem.Leader)
        + Of(line.Problem.LeadUnit) + Of(line.Problem.Extra) + (line.Measures.Length * sizeof(int));

    private static int Of(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private static int Of(IReadOnlyDictionary<string, decimal>? shares) => shares?.Sum(share => Of(share.Key) + sizeof(decimal)) ?? 0;

    private static int Of(IReadOnlyDictionary<string, string>? extra) => extra?.Sum(column => Of(column.Key) + Of(column.Value)) ?? 0;
}
