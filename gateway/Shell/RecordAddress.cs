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
        Asked($"/plans/{plan}/measures", filter, day, row);

    /// <summary>The workbook（台账）of the same.</summary>
    public static string Ledger(string plan, MeasureFilter filter, DateOnly? day = null) =>
        Asked($"/api/v1/plans/{plan}/ledger.xlsx", filter with { After = 0, Limit = PageAsked.Usual }, day);

    /// <summary>佐证材料清单 of the same, as a workbook.</summary>
    public static string EvidenceFile(string plan, MeasureFilter filter, DateOnly? day = null) =>
        Asked($"/api/v1/plans/{plan}/evidence.xlsx", filter with { After = 0, Limit = PageAsked.Usual }, day);

    /// <summary>填报表 of a unit.</summary>
    public static string Sheet(string plan, string unit) => $"/api/v1/plans/{plan}/units/{unit}/sheet.xlsx";

    public static string Sheets(string plan) => $"/api/v1/plans/{plan}/sheets.zip";

    private static string Asked(string path, MeasureFilter filter, DateOnly? day, int? row = null)
    {
        var address = new AskedAddress(path);
        address.Add("unit", filter.Unit);
        address.Add("led", filter.Led);
        address.Add("done", filter.Done);
        address.Add("leader", filter.Leader);
        address.Add("problem", filter.Problem);
        address.Add("status", filter.Status is { } status ? Words.Of(status) : null);
        address.Add("light", filter.Light is { } light ? Words.Of(light) : null);
        address.Add("overdue", filter.Overdue);
        address.Add("dueBefore", filter.DueBefore);
        address.Add("extended", filter.Extended);
        address.Add("standing", filter.Standing);
        address.Add("institution", filter.Institution);
        address.Add("registered", filter.Registered);
        if ((filter.Counted.Bits | filter.NotCounted.Bits) != 0)
        {
            foreach (var figure in MeasureFilter.Named)
            {
                address.Add(Words.Of(figure), filter.Asked(figure));
            }
        }

        address.Add("changed", filter.Changed);
        address.Add("q", filter.Text);
        address.Add("day", day);
        address.Add("cursor", Above(filter.After));
        address.Add(RowRange.Name, row);
        address.Add("limit", filter.Limit != PageAsked.Usual ? filter.Limit : null);
        return address.Finished();
    }

    public static string Problems(string plan, ProblemFilter filter, DateOnly? day = null, int? row = null) =>
        Asked($"/plans/{plan}/problems", filter, day, row);

    /// <summary>问题清单 as a workbook.</summary>
    public static string ProblemsFile(string plan, ProblemFilter filter, DateOnly? day = null) =>
        Asked($"/api/v1/plans/{plan}/problems.xlsx", filter with { After = 0 }, day);

    private static string Asked(string path, ProblemFilter filter, DateOnly? day, int? row = null)
    {
        var address = new AskedAddress(path);
        address.Add("unit", filter.LeadUnit);
        address.Add("leader", filter.Leader);
        address.Add("signedOff", filter.SignedOff);
        address.Add("day", day);
        address.Add("cursor", Above(filter.After));
        address.Add(RowRange.Name, row);
        return address.Finished();
    }

    public static string Institutions(string plan, bool? registered = null, DateOnly? day = null, int after = 0, int? row = null) =>
        Asked($"/plans/{plan}/institutions", registered, day, after, row);

    /// <summary>制度清单 as a workbook.</summary>
    public static string InstitutionsFile(string plan, bool? registered, DateOnly? day) =>
        Asked($"/api/v1/plans/{plan}/institutions.xlsx", registered, day, 0);

    private static string Asked(string path, bool? registered, DateOnly? day, int after, int? row = null)
    {
        var address = new AskedAddress(path);
        address.Add("registered", registered);
        address.Add("day", day);
        address.Add("cursor", Above(after));
        address.Add(RowRange.Name, row);
        return address.Finished();
    }

    /// <summary>The list of orders.</summary>
    /// <param name="show">A word of what is shown; <see langword="null"/>: all.</param>
    /// <param name="plan">Only of this plan.</param>
    /// <param name="unit">Only to this unit.</param>
    public static string Orders(string? show = null, string? plan = null, string? unit = null) =>
        ListOfOrders("/orders", show, plan, unit);

    /// <summary>督办单清单 as a workbook; as <see cref="Orders"/>.</summary>
    public static string OrdersFile(string? show, string? plan, string? unit) =>
        ListOfOrders("/api/v1/orders.xlsx", show, plan, unit);

    /// <summary>回头看清单 as a workbook, or of one look-back.</summary>
    public static string LookBacksFile(string plan, int? no = null) =>
        $"/api/v1/plans/{plan}/look-backs.xlsx" + (no is { } one ? FormattableString.Invariant($"?no={one}") : "");

    /// <summary>方案调整清单 as a workbook.</summary>
    public static string AmendmentsFile(string plan) => $"/api/v1/plans/{plan}/amendments.xlsx";

    /// <summary>账号清单 as a workbook, of those a text finds.</summary>
    public static string AccountsFile(string? text) => "/api/v1/accounts.xlsx" + (text is { Length: > 0 } ? $"?q={Uri.EscapeDataString(text)}" : "");

    /// <summary>待审核事项 as a workbook.</summary>
    public const string ReviewsFile = "/api/v1/reviews.xlsx";

    private static int? Above(int after) => after > 0 ? after : null;

    private static string ListOfOrders(string path, string? show, string? plan, string? unit)
    {
        var address = new AskedAddress(path);
        address.Add("show", show);
        address.Add("plan", plan);
        address.Add("unit", unit);
        return address.Finished();
    }
}
