using System.Globalization;
using System.Text;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>
/// What a workbook that the product made says of itself, where nobody sees it: a hint when it comes back, never a proof. Nothing is allowed because of it.
/// </summary>
public sealed record LedgerStamp
{
    private const string Prefix = "rectification.";
    private const string LedgerKind = "ledger";
    private const string UnitKind = "unit";
    private const string RowsName = Prefix + "rows.";

    /// <summary>A property of a file takes no longer text from every program.</summary>
    private const int LongestValue = 250;

    /// <summary>A reader takes only so many properties; rows beyond them are weighed by their percents alone.</summary>
    private const int MostRowValues = 50;

    /// <summary>Whether it is one unit's sheet（填报表）； otherwise a plan's lists.</summary>
    public required bool IsUnit { get; init; }

    public required string Plan { get; init; }

    /// <summary>The unit's id, of a unit's sheet.</summary>
    public string? Unit { get; init; }

    /// <summary>As of which day of the plan.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Of a unit's sheet: accepted commands on all its measures until then.</summary>
    public long Trail { get; init; }

    /// <summary>Of a unit's sheet: measure → what was written into its row.</summary>
    public IReadOnlyDictionary<int, StampedRow> Rows { get; init; } = new Dictionary<int, StampedRow>();

    /// <summary>The stamp among a file's properties; <see langword="null"/> where there is none that can be read.</summary>
    public static LedgerStamp? Of(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (!properties.TryGetValue(Prefix + "kind", out var kind) || kind is not (LedgerKind or UnitKind)
            || !properties.TryGetValue(Prefix + "plan", out var plan))
        {
            return null;
        }

        return new()
        {
            IsUnit = kind == UnitKind,
            Plan = plan,
            Unit = properties.GetValueOrDefault(Prefix + "unit"),
            AsOf = DateOnly.TryParseExact(properties.GetValueOrDefault(Prefix + "asOf"), "yyyy-MM-dd", out var day) ? day : null,
            Trail = long.TryParse(properties.GetValueOrDefault(Prefix + "trail"), NumberStyles.None, CultureInfo.InvariantCulture, out var trail) ? trail : 0,
            Rows = RowsOf(properties),
        };
    }

    /// <summary>As properties of a file.</summary>
    public IReadOnlyDictionary<string, string> Properties()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Prefix + "kind"] = IsUnit ? UnitKind : LedgerKind,
            [Prefix + "plan"] = Plan,
        };
        if (AsOf is { } day)
        {
            properties[Prefix + "asOf"] = DeadlineReading.Iso(day);
        }

        if (IsUnit)
        {
            properties[Prefix + "unit"] = Unit ?? "";
            properties[Prefix + "trail"] = Trail.ToString(CultureInfo.InvariantCulture);
            foreach (var (index, value) in RowValues().Take(MostRowValues).Index())
            {
                properties[RowsName + (index + 1).ToString(CultureInfo.InvariantCulture)] = value;
            }
        }

        return properties;
    }

    /// <summary><c>measure:percent:reports</c> with, where it counts something, <c>:quantities</c>; blanks between them.</summary>
    private IEnumerable<string> RowValues()
    {
        var value = new StringBuilder();
        foreach (var (no, row) in Rows)
        {
            var one = string.Create(CultureInfo.InvariantCulture, $"{no}:{row.Percent}:{row.Reports}{(row.Quantities is { } counted ? ":" + counted : "")}");
            if (value.Length + one.Length + 1 > LongestValue)
            {
                yield return value.ToString();
                value.Clear();
            }

            value.Append(value.Length > 0 ? " " : "").Append(one);
        }

        if (value.Length > 0)
        {
            yield return value.ToString();
        }
    }

    private static Dictionary<int, StampedRow> RowsOf(IReadOnlyDictionary<string, string> properties)
    {
        var rows = new Dictionary<int, StampedRow>();
        foreach (var (_, value) in properties.Where(property => property.Key.StartsWith(RowsName, StringComparison.Ordinal)))
        {
            foreach (var one in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (one.Split(':') is [var no, var percent, var reports, .. var counted]
                    && Whole(no) is { } measure && Whole(percent) is { } given && Whole(reports) is { } until)
                {
                    rows[measure] = new(given, until) { Quantities = counted.Length > 0 ? counted[0] : null };
                }
            }
        }

        return rows;
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What a unit's sheet was sent out with.</summary>
/// <param name="Percent">The percent that stood in the row.</param>
/// <param name="Reports">How many reports of the unit on the measure there were.</param>
public readonly record struct StampedRow(int Percent, int Reports)
{
    /// <summary>Longest text of them in a stamp: of more, none is told, and each number counts as changed.</summary>
    private const int Longest = 100;

    /// <summary>The numbers that stood in the row, a slash between them; <see langword="null"/> of a measure that counts nothing.</summary>
    public string? Quantities { get; init; }

    /// <summary>The number that was given as one of them.</summary>
    /// <param name="at">From 0.</param>
    /// <returns><see langword="null"/>: none stood there, or it is not known.</returns>
    public decimal? Quantity(int at) =>
        Quantities?.Split('/') is { } all && at < all.Length
            && decimal.TryParse(all[at], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    internal static string? Of(IEnumerable<decimal?> numbers) =>
        string.Join('/', numbers.Select(number => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "-")) is { Length: > 0 and <= Longest } text
            ? text : null;
}
