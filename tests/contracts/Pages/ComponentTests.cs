using Bunit;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Rates.Pages;
using Rectification.Gateway.Search.Pages;
using Rectification.Tests.Contracts.Pages.Support;

namespace Rectification.Tests.Contracts.Pages;

public sealed class ComponentTests
{
    [Fact]
    public async Task Every_occurrence_is_marked_whatever_its_case_and_the_text_stays_whole()
    {
        await using var bed = new Bed();
        var marked = bed.Render<Marked>(parameters => parameters.Add(mark => mark.Text, "App上线，app下线").Add(mark => mark.Part, "APP"));

        Assert.Equal(["App", "app"], marked.FindAll("mark").Select(mark => mark.TextContent));
        Assert.Equal("App上线，app下线", string.Concat(marked.Nodes.Select(node => node.TextContent)).Replace("\n", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_deadline_stands_beside_the_first_one()
    {
        await using var bed = new Bed(Samples.Somebody(Roles.Auditor));
        var table = bed.Render<MeasureTable>(parameters => parameters.Add(list => list.Frame, Samples.Frame)
            .Add(list => list.Measures, [Samples.Measure, Samples.Measure with { No = 8, Deadline = new(2026, 9, 30) }]));

        Assert.Empty(table.FindAll("[data-measure='7'] .first"));
        Assert.Equal("原 2026-06-30", table.Find("[data-measure='8'] .first").TextContent);
    }

    [Fact]
    public async Task A_units_own_percent_is_shown_where_its_list_is_shown()
    {
        await using var bed = new Bed(Samples.Somebody(Roles.Auditor));
        var table = bed.Render<MeasureTable>(parameters =>
            parameters.Add(list => list.Frame, Samples.Frame).Add(list => list.Measures, [Samples.Measure]).Add(list => list.Unit, Samples.Supporting));

        Assert.Contains("10%", table.Find("[data-measure='7']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_lead_those_who_read_plans_to_their_lists_and_strangers_nowhere()
    {
        await using var stranger = new Bed();
        await using var auditor = new Bed(Samples.Somebody(Roles.Auditor));
        var shown = Shown(day: null);

        Assert.Empty(stranger.Render<FigureTiles>(parameters => parameters.Add(tiles => tiles.Shown, shown)).FindAll("a"));
        var links = auditor.Render<FigureTiles>(parameters => parameters.Add(tiles => tiles.Shown, shown)).FindAll("a")
            .Select(link => link.GetAttribute("href"));
        Assert.Contains("/plans/p/measures?overdue=true", links);
        Assert.Contains("/plans/p/institutions?registered=true", links);
    }

    [Fact]
    public async Task On_a_past_day_figures_lead_to_the_lists_of_that_day_if_they_are_exact()
    {
        await using var auditor = new Bed(Samples.Somebody(Roles.Auditor));
        var past = Shown(new(2026, 4, 1));

        Assert.All(Links(past), link => Assert.Contains("day=2026-04-01", link, StringComparison.Ordinal));
        Assert.Empty(Links(past with { Sheet = past.Sheet with { Exact = false } }));

        IEnumerable<string> Links(ShownPlan shown) =>
            auditor.Render<FigureTiles>(parameters => parameters.Add(tiles => tiles.Shown, shown)).FindAll("a").Select(link => link.GetAttribute("href")!);
    }

    [Fact]
    public async Task What_the_day_changed_is_said_against_the_day_before()
    {
        await using var bed = new Bed(Samples.Somebody(Roles.Auditor));
        var shown = Shown(day: null);
        var before = shown.Sheet with
        {
            AsOf = shown.Sheet.AsOf.AddDays(-1),
            Measures = shown.Sheet.Measures with { SignedOff = 3, Overdue = 2 },
            Assignments = shown.Sheet.Assignments with { Done = 5 },
        };

        var changes = bed.Render<DayChanges>(parameters => parameters.Add(day => day.Shown, shown with { Past = [before] }));

        Assert.Contains("措施销号 +2，任务完成 +1，逾期 −1", changes.Markup, StringComparison.Ordinal);
        Assert.Equal("/plans/p/measures?changed=2026-05-02", changes.Find("a").GetAttribute("href"));
    }

    private static ShownPlan Shown(DateOnly? day) => new()
    {
        Plan = new()
        {
            Id = "p",
            Title = "方案",
            FeedbackDate = new(2026, 3, 1),
            TimeZone = "Asia/Shanghai",
            Public = false,
            Version = 1,
            Units = 2,
            Problems = 1,
            Measures = 10,
            Rules = new(),
            Regions = [],
            Leaders = [],
            Categories = [],
        },
        Plans = [],
        Sheet = new()
        {
            Plan = "p",
            Scope = "city",
            AsOf = new(2026, 5, 2, 9, 0, 0, TimeSpan.FromHours(8)),
            Version = 1,
            Recovering = 0,
            Measures = new()
            {
                Total = 10,
                SignedOff = 5,
                SignOffRequested = 1,
                InProgress = 3,
                Unclaimed = 1,
                BasicallyDone = 0,
                Overdue = 1,
                Yellow = 0,
                Red = 1,
                Reopened = 0,
                Standing = 1,
                ReviewLate = 0,
                Extended = 0,
            },
            Assignments = new() { Total = 12, Done = 6 },
            Problems = new() { Total = 1, SignedOff = 0 },
            Institutions = new() { New = 1, Revised = 0, Registered = 1 },
        },
        Today = new(2026, 5, 2),
        Day = day,
        Past = [],
        Units = [],
    };
}
