using System.Text.Json.Nodes;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Seeds.Wenzhou;
using Rectification.Tests.Contracts.Plans;

namespace Rectification.Tests.Contracts.Seeds;

public sealed class WenzhouHistoryTests
{
    private static readonly int[] Late = [10, 13, 24, 33, 36, 44, 52, 60, 72, 78, 84];
    private static readonly int[] Behind = [5, 7, 15, 27, 35, 42, 50, 53, 63, 73, 87];
    private static readonly WenzhouCampaign Campaign = WenzhouCampaign.Read();

    [Fact]
    public void The_committed_history_is_what_the_generator_writes()
    {
        using var written = new MemoryStream();
        HistoryWriter.Write(written, WenzhouHistory.Make(WenzhouSource.Read(WenzhouPlan.PathOf("."))));

        Assert.Equal(File.ReadAllBytes(WenzhouPlan.PathOf("history.ndjson")), written.ToArray());
    }

    [Fact]
    public void Exactly_the_22_measures_of_the_README_light_on_the_way()
    {
        var worst = Campaign.Measures.ToDictionary(measure => measure.Key, measure => WorstLight(measure.Value));

        Assert.Equal(Late, Where(worst, light => light == Light.Red));
        Assert.Equal(Behind, Where(worst, light => light == Light.Yellow));
    }

    [Fact]
    public void Reading_the_reports_alone_day_by_day_names_the_same_22()
    {
        var named = Campaign.Plan.Measures.ToDictionary(measure => measure.No, DayByDay);

        Assert.Equal(Late, Where(named, light => light == Light.Red));
        Assert.Equal(Behind, Where(named, light => light == Light.Yellow));
    }

    [Fact]
    public void In_the_end_all_94_measures_29_problems_and_17_institutions_are_done()
    {
        var ends = Campaign.Measures.Values.Select(story => story.End).ToList();

        Assert.Equal(94, ends.Count);
        Assert.All(ends, end => Assert.Equal((MeasureStatus.SignedOff, 1), (end.Status, end.SignOffs)));
        Assert.Equal(17, ends.Count(end => end.Institution?.Registered == true));
        Assert.Equal(Enumerable.Range(1, 29), Campaign.Lines.Where(line => line.Kind == "signOffProblem").Select(line => line.Problem!.Value).Order());
        Assert.Equal(1.0, (double)ends.Count(end => end.Status == MeasureStatus.SignedOff) / Campaign.Plan.Measures.Count);
    }

    [Fact]
    public void Five_long_term_measures_stand_at_their_own_cadence_or_quarterly()
    {
        var standing = Campaign.Measures.Where(measure => measure.Value.End.Standing is not null)
            .ToDictionary(measure => measure.Key, measure => measure.Value.End.Standing!.Cadence);

        Assert.Equal(
            new() { [17] = Cadence.Quarterly, [29] = Cadence.Monthly, [40] = Cadence.Monthly, [59] = Cadence.Quarterly, [91] = Cadence.Quarterly }, standing);
    }

    [Fact]
    public void Every_report_of_progress_json_is_in_it()
    {
        var progress = JsonNode.Parse(File.ReadAllBytes(WenzhouPlan.PathOf("progress.json")))!.AsArray()
            .Select(entry => (entry!["at"]!.GetValue<DateTimeOffset>(), (int)entry["measure"]!, (string)entry["unit"]!, (int)entry["percent"]!));
        var reports = Campaign.Lines.Where(line => line.Command is ReportProgress)
            .Select(line => (line.At, line.Measure!.Value, ((ReportProgress)line.Command!).Unit, ((ReportProgress)line.Command!).Percent)).ToHashSet();

        Assert.All(progress, entry => Assert.Contains(entry, reports));
        Assert.Equal(495 + 7, reports.Count);
    }

    [Fact]
    public void A_measure_is_claimed_before_anybody_reports_and_within_a_week_of_its_start() => Assert.All(Campaign.Measures.Values, story =>
    {
        var claim = story.States[1];
        Assert.Equal((MeasureStatus.InProgress, 0), (claim.State.Status, claim.State.Assignments.Length));
        Assert.InRange(DateOnly.FromDateTime(claim.At.DateTime).DayNumber - story.Context.Definition.Start.DayNumber, 0, 7);
    });

    [Fact]
    public void Sign_off_is_first_requested_on_the_day_of_the_leads_last_report() => Assert.All(Campaign.Measures.Values, story =>
    {
        var request = story.States.First(state => state.State.Status == MeasureStatus.SignOffRequested);
        var last = request.State.Assignment(story.Context.Definition.LeadUnit).ReportedAt!.Value;
        Assert.Equal(last.Date, request.At.Date);
        Assert.InRange(request.At - last, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
    });

    [Fact]
    public void Three_extensions_are_approved_seven_requests_come_back_and_no_review_is_late()
    {
        Assert.Equal([13, 33, 52], Campaign.Measures.Where(measure => measure.Value.End.ExtensionsGranted == 1).Select(measure => measure.Key).Order());
        Assert.Equal(3, Campaign.Lines.Count(line => line.Command is RequestExtension));
        Assert.Equal(7, Campaign.Lines.Count(line => line.Command is ReviewSignOff { Decision: Decision.Return }));
        Assert.Equal(94 * 2, Campaign.Lines.Count(line => line.Command is ReviewSignOff { Decision: Decision.Approve }) - Campaign.Lines.Count(line =>
            line.Command is ReviewSignOff { Decision: Decision.Return } && line.Actor.Is(Roles.Reviewer)));
        Assert.All(Campaign.Measures.Values, story => Assert.All(story.States.Zip(story.States.Skip(1)), step => Assert.True(
            step.First.State.Request is not { } request || step.Second.At - request.At <= TimeSpan.FromDays(story.Context.Rules.ReviewDays))));
    }

    [Fact]
    public void A_problem_is_signed_by_its_leader_after_all_its_measures()
    {
        foreach (var line in Campaign.Lines.Where(line => line.Kind == "signOffProblem"))
        {
            var problem = Campaign.Plan.Problems.Single(problem => problem.No == line.Problem);
            Assert.True(line.Actor.Is(Roles.Leader) && line.Actor.ActsForLeader(problem.Leader));
            Assert.All(
                Campaign.Measures.Values.Where(story => story.Context.Definition.Problem == problem.No), story => Assert.True(story.End.SignedOffAt < line.At));
        }
    }

    [Fact]
    public void Ids_differ_time_runs_forward_and_everybody_keeps_working_hours()
    {
        Assert.Equal(Campaign.Lines.Count, Campaign.Lines.Select(line => line.Id).Distinct().Count());
        Assert.Equal(Campaign.Lines.Select(line => line.At), Campaign.Lines.Select(line => line.At).Order());
        Assert.True(Campaign.Lines[^1].At < new DateTimeOffset(2024, 10, 31, 0, 0, 0, TimeSpan.FromHours(8)));
        Assert.All(Campaign.Lines, line =>
        {
            Assert.Equal(TimeSpan.FromHours(8), line.At.Offset);
            Assert.True(WorkCalendar.IsWorkday(DateOnly.FromDateTime(line.At.DateTime)));
            Assert.InRange(TimeOnly.FromDateTime(line.At.DateTime), new TimeOnly(8, 20), new TimeOnly(18, 45));
        });
    }

    /// <summary>The worst light in any of the spans between two events; a span's light only grows, so its last instant tells.</summary>
    private static Light WorstLight(WenzhouCampaign.Story story)
    {
        var worst = Light.None;
        for (var i = 0; i < story.States.Count; i++)
        {
            var end = i + 1 < story.States.Count ? story.States[i + 1].At.AddTicks(-1) : DateTimeOffset.MaxValue;
            var light = LightPolicy.At(story.Context, story.States[i].State, end);
            worst = light > worst ? light : worst;
        }

        return worst;
    }

    /// <summary>As the README tells it: at each day's end, over 20 points behind for 14 days on end, or past the deadline under 100 %.</summary>
    private static Light DayByDay(MeasureDefinition measure)
    {
        var reports = Campaign.Lines
            .Where(line => line.Measure == measure.No && line.Command is ReportProgress report && report.Unit == measure.LeadUnit)
            .Select(line => (Day: DateOnly.FromDateTime(line.At.DateTime), ((ReportProgress)line.Command!).Percent)).ToList();
        var worst = Light.None;
        DateOnly? since = null;
        for (var day = measure.Start; ; day = day.AddDays(1))
        {
            var percent = reports.Where(report => report.Day <= day).Select(report => report.Percent).DefaultIfEmpty(0).Last();
            if (percent == 100)
            {
                return worst;
            }

            var share = 100.0 * (day.DayNumber - measure.Start.DayNumber) / (measure.Deadline.DayNumber - measure.Start.DayNumber);
            since = share - percent > 20 ? since ?? day : null;
            worst = day > measure.Deadline ? Light.Red
                : since is { } from && day.DayNumber - from.DayNumber >= 14 && worst == Light.None ? Light.Yellow
                : worst;
        }
    }

    private static IEnumerable<int> Where(Dictionary<int, Light> lights, Func<Light, bool> matches) =>
        lights.Where(light => matches(light.Value)).Select(light => light.Key).Order();
}
