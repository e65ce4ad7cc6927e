using System.Globalization;
using System.Text.RegularExpressions;
using Rectification.Gateway.History;
using Rectification.Gateway.Http;
using Rectification.Gateway.Seeding;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Demo;

/// <summary>
/// With <c>--demo</c>, whatever the seed: the real case once more under another name, moved by whole days so that it is about half way through today.
/// Setting <c>Demo:Plan</c>: <c>none</c> leaves it out.
/// </summary>
internal sealed partial class DemoPlan(
    IGrainFactory grains, IConfiguration configuration, DataFolder data, IServiceProvider services, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    public const string Id = "wenzhou-xcb-demo";

    private const string Nothing = "none";

    private const int WorkingDaysToAnswer = 3;

    /// <summary>Days more that a unit asks for whose measure is late.</summary>
    private const int DaysMore = 30;

    /// <summary>The county whose reporter stands among the people to choose from.</summary>
    public const string County = "330302";

    /// <summary>The month that stands for a year of which no month is said.</summary>
    private const int SomeMonth = 2;

    /// <summary>Of the real case's days the one that is today: measures of every status, some late, requests that wait for their review.</summary>
    private static readonly DateOnly Today = new(2024, 7, 2);

    /// <summary>A file that is there, saying by how many days, from before the first line until after the last: a start after a crash goes on.</summary>
    private string Unfinished => Path.Combine(data.Path, "seeding-demo");

    /// <summary>Whether there is to be one: a replay has its own campaign on its own clock.</summary>
    private bool IsWanted => configuration["Demo:Plan"] != Nothing && services.GetService<ReplayScript>() is null;

    /// <summary>Brings it in, at the first start that wants it.</summary>
    public async Task Ensure(CancellationToken cancellation)
    {
        if (!IsWanted)
        {
            return;
        }

        var grain = grains.GetGrain<IPlanGrain>(Id);
        if (File.Exists(Unfinished) || await grain.GetFrame(0, 0) is null)
        {
            await Import(grain, await Days(cancellation), cancellation);
        }
    }

    /// <summary>
    /// Has people do today what they would do, once, so that somebody finds an order to answer, a request to decide and a word of it in the inbox: the
    /// office asks about a late measure and about a county's part of one that comes due; the unit of another late one asks for more time.
    /// </summary>
    /// <param name="office">A reviewer.</param>
    /// <param name="reporter">The reporter of a unit; <see langword="null"/>: there is none.</param>
    public async Task Remind(Actor office, Func<string, Actor?> reporter)
    {
        var orders = grains.GetGrain<IOrderGrain>(Id);
        if (!IsWanted || await grains.GetGrain<IPlanGrain>(Id).GetFrame(0, 0) is null || (await orders.List(new() { Limit = 2 })).Items.Count > 1)
        {
            return;
        }

        var query = grains.GetGrain<IPlanQueryGrain>(Id);
        var late = (await query.Measures(new() { Counted = default(FigureSet).With(Figure.Overdue), Limit = 2 })).Items;
        if (late is [var first, ..])
        {
            await Order("demo", first.LeadUnit, first.No, $"第 {first.No} 条措施已逾期，请说明原因、补救办法和完成时间。");
        }

        var coming = (await query.Measures(new() { Unit = County, Done = false, Overdue = false, Status = MeasureStatus.InProgress })).Items;
        if (coming.MinBy(measure => measure.Deadline) is { } near)
        {
            await Order("demo-county", County, near.No, $"第 {near.No} 条措施期限临近，请报送本地进展和佐证材料，说明存在的困难和下一步安排。");
        }

        if (late is [_, var second] && reporter(second.LeadUnit) is { } asks)
        {
            var until = PlanCalendar.Of(TimeZones.Usual).DayOf(clock.GetUtcNow()).AddDays(DaysMore);
            await grains.GetGrain<IMeasureGrain>(new NumberKey(Id, second.No).ToString()).Submit(new()
            {
                Id = "demo",
                Actor = asks,
                Command = new RequestExtension { Until = until, Reason = "部分材料还在补报和核对，预计一个月内全部完成。" },
            });
        }

        async Task Order(string id, string unit, int measure, string demand) => await orders.Submit(new()
        {
            Id = id,
            Actor = office,
            Command = new IssueOrder { Unit = unit, Measures = [measure], Demand = demand, DueInWorkingDays = WorkingDaysToAnswer },
        });
    }

    private async Task Import(IPlanGrain grain, int days, CancellationToken cancellation)
    {
        var (plan, lines) = SeedFolder.Read(SeedFolder.Wenzhou);
        await grain.ImportWhole(Moved(plan, days), new() { Actor = new() { Account = "-" }, Id = "demo" });
        var now = clock.GetUtcNow();
        var past = lines.Select(line => Moved(line, days)).Where(line => line.At <= now).ToList();
        var result = await new HistoryImport(grains, Id).Apply(past, cancellation);
        File.Delete(Unfinished);
        if (result.Refused.Count > 0)
        {
            throw new InvalidDataException($"Line {result.Refused[0].Line} of the demo's history: {result.Refused[0].Refusal.En}");
        }
    }

    private async Task<int> Days(CancellationToken cancellation)
    {
        if (File.Exists(Unfinished)
            && int.TryParse(await File.ReadAllTextAsync(Unfinished, cancellation), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var begun))
        {
            return begun;
        }

        // Whole weeks, so that what was done on a working day still is, holidays apart.
        const int Week = 7;
        var days = (PlanCalendar.Of(TimeZones.Usual).DayOf(clock.GetUtcNow()).DayNumber - Today.DayNumber) / Week * Week;
        Directory.CreateDirectory(data.Path);
        await File.WriteAllTextAsync(Unfinished, days.ToString(CultureInfo.InvariantCulture), cancellation);
        return days;
    }

    /// <summary>Not public, and without the published figures: those are of the real case.</summary>
    private static PlanDocument Moved(PlanDocument plan, int days) => plan with
    {
        Id = Id,
        Title = "巡察整改任务台账（演示：整改进行中）",
        Inspection = plan.Inspection is { } period ? new() { From = period.From.AddDays(days), To = period.To.AddDays(days) } : null,
        FeedbackDate = plan.FeedbackDate.AddDays(days),
        ConcentratedPeriodEnd = plan.ConcentratedPeriodEnd?.AddDays(days),
        Public = false,
        FiguresJson = null,
        FigureSourcesJson = null,
        Measures = [.. plan.Measures.Select(measure => measure with
        {
            Start = measure.Start.AddDays(days),
            Deadline = measure.Deadline.AddDays(days),
            Text = Moved(measure.Text, days),
            Outcome = measure.Outcome is { } outcome ? Moved(outcome, days) : null,
        })],
    };

    /// <summary>What a text says of the campaign's own years; what it says of the years before stays.</summary>
    private static string Moved(string text, int days) => OwnYears().Replace(text, said =>
    {
        var (year, month) = (int.Parse(said.Groups["year"].ValueSpan, CultureInfo.InvariantCulture), said.Groups["month"]);
        var moved = new DateOnly(year, month.Success ? int.Parse(month.ValueSpan, CultureInfo.InvariantCulture) : SomeMonth, 1).AddDays(days);
        return string.Create(CultureInfo.InvariantCulture, $"{moved.Year}年{(month.Success ? $"{moved.Month}月" : "")}");
    });

    [GeneratedRegex("(?<year>202[34])\u5E74(?:(?<month>[0-9]{1,2})\u6708)?")]
    private static partial Regex OwnYears();

    private static HistoryLine Moved(HistoryLine line, int days) => line with
    {
        At = line.At.AddDays(days),
        Command = line.Command switch
        {
            RequestExtension extension => extension with { Until = extension.Until.AddDays(days) },
            RegisterInstitution institution => institution with { Date = institution.Date.AddDays(days) },
            ReportProgress report => report with { Note = Moved(report.Note, days) },
            RequestSignOff request => request with { Act = Moved(request.Act, days), Result = Moved(request.Result, days) },
            var same => same,
        },
    };
}
