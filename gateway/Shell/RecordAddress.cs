using System.Text;
using Rectification.Gateway.Http;
using Rectification.Queries;

namespace Rectification.Gateway.Shell;

/// <summary>Addresses of the record pages: every figure that is shown somewhere leads to the list it counts.</summary>
internal static class RecordAddress
{
    public static string Measure(string plan, int no) => FormattableString.Invariant($"/plans/{plan}/measures/{no}");

    public static string History(string plan) => $"/plans/{plan}/history";

    public static string Amendment(string plan, int no) => FormattableString.Invariant($"/plans/{plan}/amendments/{no}");

    public static string Figures(string plan, DateOnly? day = null) => $"/plans/{plan}/figures" + (day is { } past ? $"?day={Days.Text(past)}" : "");

    public static string Digests(string plan) => $"/plans/{plan}/digests";

    public static string Digest(string plan, DateOnly period) => $"/plans/{plan}/digests/{Days.Text(period)}";

    /// <summary>A digest as a file.</summary>
    public static string DigestFile(string plan, DateOnly period, string extension) => $"/api/v1/plans/{plan}/digests/{Days.Text(period)}.{extension}";

    public static string LookBacks(string plan) => $"/plans/{plan}/look-backs";

    public static string LookBack(string plan, int no) => FormattableString.Invariant($"/plans/{plan}/look-backs/{no}");

    /// <summary>The check sheet of a measure that a look-back drew.</summary>
    public static string CheckSheet(string plan, int lookBack, int measure) =>
        FormattableString.Invariant($"/plans/{plan}/look-backs/{lookBack}/sheets/{measure}");

    public static string Problem(string plan, int no) => FormattableString.Invariant($"/plans/{plan}/problems/{no}");

    public static string Unit(string plan, string unit) => $"/plans/{plan}/units/{unit}";

    /// <summary>The list of measures that a filter finds, now or at the end of a past day.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="filter">What is asked for, and behind which row.</param>
    /// <param name="day">The past day.</param>
    /// <param name="row">Position of the first row in the list, where it is not the first page.</param>
    public static string Measures(string plan, MeasureFilter filter, DateOnly? day = null, int? row = null) =>
        $"/plans/{plan}/measures" + Asked(filter, day, row);

    /// <summary>The workbook（台账）of the same.</summary>
    public static string Ledger(string plan, MeasureFilter filter, DateOnly? day = null) =>
        $"/api/v1/plans/{plan}/ledger.xlsx" + Asked(filter with { After = 0, Limit = PageAsked.Usual }, day);

    /// <summary>佐证材料清单 of the same, as a workbook.</summary>
    public static string EvidenceFile(string plan, MeasureFilter filter, DateOnly? day = null) =>
        $"/api/v1/plans/{plan}/evidence.xlsx" + Asked(filter with { After = 0, Limit = PageAsked.Usual }, day);

    /// <summary>填报表 of a unit.</summary>
    public static string Sheet(string plan, string unit) => $"/api/v1/plans/{plan}/units/{unit}/sheet.xlsx";

    public static string Sheets(string plan) => $"/api/v1/plans/{plan}/sheets.zip";

    private static string Asked(MeasureFilter filter, DateOnly? day, int? row = null) => Query(
    [
        ("unit", filter.Unit),
        ("led", Either(filter.Led)),
        ("done", Either(filter.Done)),
        ("leader", filter.Leader),
        ("problem", filter.Problem is { } problem ? FormattableString.Invariant($"{problem}") : null),
        ("status", filter.Status is { } status ? Words.Of(status) : null),
        ("light", filter.Light is { } light ? Words.Of(light) : null),
        ("overdue", Either(filter.Overdue)),
        ("dueBefore", filter.DueBefore is { } due ? Days.Text(due) : null),
        ("extended", Either(filter.Extended)),
        ("standing", Either(filter.Standing)),
        ("institution", Either(filter.Institution)),
        ("registered", Either(filter.Registered)),
        .. (filter.Counted.Bits | filter.NotCounted.Bits) == 0 ? [] : MeasureFilter.Named.Select(figure => (Words.Of(figure), Either(filter.Asked(figure)))),
        ("changed", filter.Changed is { } changed ? Days.Text(changed) : null),
        ("q", filter.Text),
        ("day", day is { } shown ? Days.Text(shown) : null),
        ("cursor", filter.After > 0 ? FormattableString.Invariant($"{filter.After}") : null),
        Row(row),
        ("limit", filter.Limit != PageAsked.Usual ? FormattableString.Invariant($"{filter.Limit}") : null),
    ]);

    public static string Problems(string plan, ProblemFilter filter, DateOnly? day = null, int? row = null) =>
        $"/plans/{plan}/problems" + Asked(filter, day, row);

    /// <summary>问题清单 as a workbook.</summary>
    public static string ProblemsFile(string plan, ProblemFilter filter, DateOnly? day = null) =>
        $"/api/v1/plans/{plan}/problems.xlsx" + Asked(filter with { After = 0 }, day);

    private static string Asked(ProblemFilter filter, DateOnly? day, int? row = null) => Query(
    [
        ("unit", filter.LeadUnit),
        ("leader", filter.Leader),
        ("signedOff", Either(filter.SignedOff)),
        ("day", day is { } shown ? Days.Text(shown) : null),
        ("cursor", filter.After > 0 ? FormattableString.Invariant($"{filter.After}") : null),
        Row(row),
    ]);

    public static string Institutions(string plan, bool? registered = null, DateOnly? day = null, int after = 0, int? row = null) =>
        $"/plans/{plan}/institutions" + Asked(registered, day, after, row);

    /// <summary>制度清单 as a workbook.</summary>
    public static string InstitutionsFile(string plan, bool? registered, DateOnly? day) =>
        $"/api/v1/plans/{plan}/institutions.xlsx" + Asked(registered, day, 0);

    private static string Asked(bool? registered, DateOnly? day, int after, int? row = null) => Query(
    [
        ("registered", Either(registered)),
        ("day", day is { } shown ? Days.Text(shown) : null),
        ("cursor", after > 0 ? FormattableString.Invariant($"{after}") : null),
        Row(row),
    ]);

    /// <summary>The list of orders.</summary>
    /// <param name="show">A word of what is shown; <see langword="null"/>: all.</param>
    /// <param name="plan">Only of this plan.</param>
    /// <param name="unit">Only to this unit.</param>
    public static string Orders(string? show = null, string? plan = null, string? unit = null) =>
        "/orders" + Query([("show", show), ("plan", plan), ("unit", unit)]);

    /// <summary>督办单清单 as a workbook; as <see cref="Orders"/>.</summary>
    public static string OrdersFile(string? show, string? plan, string? unit) =>
        "/api/v1/orders.xlsx" + Query([("show", show), ("plan", plan), ("unit", unit)]);

    /// <summary>回头看清单 as a workbook, or of one look-back.</summary>
    public static string LookBacksFile(string plan, int? no = null) =>
        $"/api/v1/plans/{plan}/look-backs.xlsx" + Query([("no", no is { } one ? FormattableString.Invariant($"{one}") : null)]);

    /// <summary>方案调整清单 as a workbook.</summary>
    public static string AmendmentsFile(string plan) => $"/api/v1/plans/{plan}/amendments.xlsx";

    /// <summary>账号清单 as a workbook, of those a text finds.</summary>
    public static string AccountsFile(string? text) => "/api/v1/accounts.xlsx" + Query([("q", text)]);

    /// <summary>待审核事项 as a workbook.</summary>
    public const string ReviewsFile = "/api/v1/reviews.xlsx";

    private static (string, string?) Row(int? row) => (RowRange.Name, row is { } first ? FormattableString.Invariant($"{first}") : null);

    private static string? Either(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string Query((string Name, string? Value)[] asked)
    {
        // A page has hundreds of addresses: no more is made than what is stated.
        var address = new StringBuilder();
        foreach (var (name, value) in asked)
        {
            if (value is { Length: > 0 })
            {
                address.Append(address.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return address.ToString();
    }
}
