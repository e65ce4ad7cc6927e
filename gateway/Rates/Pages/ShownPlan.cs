using Rectification.Forecasts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>What the first page shows: one plan, now or at the end of a past day.</summary>
public sealed record ShownPlan
{
    public required PlanView Plan { get; init; }

    /// <summary>Every plan the caller may see, the newest first.</summary>
    public required IReadOnlyList<PlanView> Plans { get; init; }
    public required RateSheet Sheet { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>The past day that is shown; <see langword="null"/>: now.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The last instant of <see cref="Day"/>.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The sheets at the ends of past days, oldest first.</summary>
    public required IReadOnlyList<RateSheet> Past { get; init; }

    /// <summary>What was foretold at the end of <see cref="Day"/>, or of yesterday; none for the public, nor where nothing is open or too much.</summary>
    public PlanForecast? Forecast { get; init; }

    /// <summary>The units the caller may see; none for the public.</summary>
    public required IReadOnlyList<UnitSheet> Units { get; init; }

    /// <summary>Decimals of the plan's percentages.</summary>
    public int Decimals => Plan.Rules.DecimalsOfPercent();

    /// <summary>整改完成率.</summary>
    public string Rate => Percentages.Of(Sheet.Measures.SignedOff, Sheet.Measures.Total, Decimals);

    /// <summary>The sheet at the end of the day before the one shown, to say what that day changed.</summary>
    public RateSheet? DayBefore => Past.LastOrDefault(sheet => DateOnly.FromDateTime(sheet.AsOf.DateTime) < (Day ?? Today));

    /// <summary>The day that is shown, past or today.</summary>
    public DateOnly LastDay => Day ?? Today;

    /// <summary>The table of the units on the same page, whose sums are the city's assignments.</summary>
    internal string UnitsAddress => $"/?plan={Plan.Id}" + (Day is { } day ? $"&day={Days.Text(day)}" : "") + "#units";

    /// <summary>Whether the figures lead to lists: for those who read plans, and where the figures are exact, so that the list has as many.</summary>
    internal bool LinksFor(Caller? visitor) => visitor is { Reads: true } && Sheet.Exact;
}
