using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Orders.Pages;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Problems;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Ledgers;

/// <summary>What an export is asked for: the filter of the list of measures, now or at the end of a past day.</summary>
internal sealed record LedgerAsked(MeasureFilter Filter, DateOnly? Day) : IAsked<LedgerAsked>
{
    public static LedgerAsked Read(Query query) => new(MeasureReading.Filter(query) with { After = 0 }, query.Day("day"));
}

/// <summary>The same of the list of problems.</summary>
internal sealed record ProblemsAsked(ProblemFilter Filter, DateOnly? Day) : IAsked<ProblemsAsked>
{
    public static ProblemsAsked Read(Query query) => new(ProblemReading.Filter(query) with { After = 0 }, query.Day("day"));
}

/// <summary>The same of the list of orders.</summary>
internal sealed record OrdersAsked(OrderShow Show, string? Plan, string? Unit) : IAsked<OrdersAsked>
{
    public static OrdersAsked Read(Query query) => new(query.Word<OrderShow>("show") ?? OrderShow.All, query.Id("plan"), query.Id("unit"));
}

/// <summary>Of the list of look-backs: of which one; <see langword="null"/>: of all.</summary>
internal sealed record LookBacksAsked(int? No) : IAsked<LookBacksAsked>
{
    public static LookBacksAsked Read(Query query) => new(query.Number("no"));
}

/// <summary>Of the list of accounts: what they are found by.</summary>
internal sealed record AccountsFileAsked(string? Text) : IAsked<AccountsFileAsked>
{
    public static AccountsFileAsked Read(Query query) => new(query.Text("q")?.Trim() is { Length: > 0 } text ? text : null);
}

/// <summary>As of when something goes out.</summary>
internal static class ExportDay
{
    /// <summary>The day that is asked for and its last instant; today and no instant where none is, or none that is over.</summary>
    public static (DateOnly Day, DateTimeOffset? AsOf) Of(PlanFrame frame, DateOnly? asked, DateTimeOffset now) =>
        asked is { } past && past < frame.Day(now) ? (past, PlanCalendar.Of(frame.TimeZone).EndOf(past).AddTicks(-1)) : (frame.Day(now), null);
}
