using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Amendments;

/// <summary>
/// Any story of commands and changes of the plan: what the sheets and the seals said at random moments is what the plan as of that moment, and as
/// known then, says at the end, in all scopes.
/// </summary>
public sealed class PastStaysTests
{
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly string[] Units = ["c1", "c2", "c3", "d1"];

    /// <summary>What was seen at a moment.</summary>
    private sealed record Seen(DateTimeOffset At, RateSheet City, IReadOnlyList<(string, MeasureFigures, AssignmentFigures)> Units, SealView? Seal);

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    [InlineData(3, 1, true)]
    [InlineData(4, 3, false)]
    public async Task What_was_seen_stays(int seed, short silos, bool watched)
    {
        await using var town = await Town.Open(silos, at: Begin, watched);
        var random = new Random(seed);
        var document = Documents.City("past", measures: 8);
        await town.Import(document);
        var (seen, next) = (new List<Seen>(), 9);
        for (var step = 0; step < 60; step++)
        {
            town.Clock!.Advance(TimeSpan.FromHours(random.Next(1, 90)));
            next += await Act(town, document.Id, random, next);
            if (random.Next(4) == 0)
            {
                seen.Add(await Look(town, document.Id, random.Next(2) == 0));
            }
        }

        Assert.NotEmpty(seen);
        foreach (var moment in seen)
        {
            var label = $"seed {seed}, {moment.At:O}";
            foreach (var knownAt in new DateTimeOffset?[] { null, moment.At })
            {
                var city = await town.Query(document.Id).RatesAsOf(moment.At, knownAt, exact: true);
                Assert.True(Figures(moment.City) == Figures(city), $"{label}, known at {knownAt}: {Figures(moment.City)} is now {Figures(city)}");
            }

            var then = (await town.Query(document.Id).UnitsAsOf(moment.At)).ToDictionary(unit => unit.Unit.Id, unit => unit.Sheet);
            foreach (var (unit, measures, assignments) in moment.Units)
            {
                var same = then[unit].Measures == measures && then[unit].Assignments == assignments;
                Assert.True(same, $"{label}: {unit} was {measures}, is {then[unit].Measures}");
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task What_is_kept_of_the_past_is_what_a_replay_gives(int seed)
    {
        await using var town = await Town.Open(at: Begin, watched: true);
        var (random, document) = (new Random(seed), Documents.City("kept", measures: 8));
        await town.Import(document);
        var services = town.Cluster.Silos[0].ServiceProvider;
        var (kept, replay) = (services.GetRequiredService<KnownPast>(), services.GetRequiredService<Replay>());
        var frames = services.GetRequiredService<PlanFrames>();
        var next = 9;
        for (var step = 0; step < 60; step++)
        {
            town.Clock!.Advance(TimeSpan.FromMinutes(random.Next(0, 90 * 60)));
            next += await Act(town, document.Id, random, next);
            if (step % 6 == 5)
            {
                await town.Settled(document.Id);
                var frame = (await frames.Get(document.Id))!;
                var moments = await Moments(town, document.Id, next, random);
                var (own, anew) = ((await kept.Of(frame))!, await replay.Tallies(frame, moments, knownAt: null));
                foreach (var (region, tallies) in own.Tallies(moments))
                {
                    Assert.All(moments.Index(), one => Assert.True(
                        tallies[one.Index].Equals(anew[region][one.Index]), $"seed {seed}, step {step}: {region} at {one.Item:O}"));
                }

                Assert.Equal(await replay.UnitTallies(frame, moments[^1]), own.UnitTallies(moments[^1]));
            }
        }
    }

    [Fact]
    public async Task A_large_plan_is_followed_for_who_asks_first_and_what_everybody_reports_since_is_followed_again()
    {
        await using var town = await Town.Open(at: Begin, watched: true);
        var document = Documents.City("large", measures: 1_001);
        await town.Import(document);
        await town.Submit(document.Id, 1, People.Of((await town.Measure(document.Id, 1).Get())!.LeadUnit), new RequestWaiting
        {
            With = "省厅",
            Since = Today(town),
            Sent = "请示",
            Until = Today(town).AddDays(3),
        });
        var services = town.Cluster.Silos[0].ServiceProvider;
        var (kept, replay) = (services.GetRequiredService<KnownPast>(), services.GetRequiredService<Replay>());
        var frame = (await services.GetRequiredService<PlanFrames>().Get(document.Id))!;
        var moment = town.Clock!.GetUtcNow().AddDays(200);

        var first = await town.Query(document.Id).RatesAsOf(moment, knownAt: null, exact: true);
        Assert.Equal(await Replayed(), (await kept.Of(frame))!.Tallies([moment])[frame.RootRegion][0]);

        await Task.WhenAll(Enumerable.Range(1, 1_001).Select(async no =>
        {
            var lead = (await town.Measure(document.Id, no).Get())!.LeadUnit;
            await town.Submit(document.Id, no, People.Of(lead), new ReportProgress { Unit = lead, Percent = 40 });
        }));
        var after = await town.Query(document.Id).RatesAsOf(moment, knownAt: null, exact: true);

        Assert.Equal(await Replayed(), (await kept.Of(frame))!.Tallies([moment])[frame.RootRegion][0]);
        Assert.Equal((1_001, 0, 1_001), (first.Measures.Total, first.Measures.InProgress, after.Measures.InProgress));

        async Task<Tally> Replayed() => (await replay.Tallies(frame, [moment], knownAt: null))[frame.RootRegion][0];
    }

    /// <summary>Moments in order: each entry's own and those beside it, deadlines, and any others.</summary>
    private static async Task<List<DateTimeOffset>> Moments(Town town, string plan, int next, Random random)
    {
        var (moments, now) = (new SortedSet<DateTimeOffset> { Begin.AddDays(-1) }, town.Clock!.GetUtcNow());
        for (var no = 1; no < next; no++)
        {
            foreach (var line in (await town.Measure(plan, no).GetTrail(0, 500))!.Entries)
            {
                var at = JsonDocument.Parse(line.Entry).RootElement.GetProperty("at").GetDateTimeOffset();
                moments.UnionWith([at.AddTicks(-1), at, at.AddTicks(1)]);
            }

            moments.Add(new(Begin.Date.AddDays(random.Next(400)), Begin.Offset));
            moments.Add(Begin + ((now - Begin) * random.NextDouble()));
        }

        return [.. moments];
    }

    private static async Task<Seen> Look(Town town, string plan, bool seal)
    {
        await town.Settled(plan);
        var now = town.Clock!.GetUtcNow();
        var city = await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Recovering == 0);
        var units = new List<(string, MeasureFigures, AssignmentFigures)>();
        foreach (var unit in Units)
        {
            var sheet = await town.Unit(plan, unit).GetSheet();
            units.Add((unit, sheet.Measures, sheet.Assignments));
        }

        if (!seal)
        {
            return new(now, city, units, null);
        }

        var made = (await town.Grains.GetGrain<ISealGrain>(plan).Seal("the-auditor", Guid.NewGuid().ToString("N")).InTime()).Seal!;
        var sealedCity = made.Tallies.Single(tally => tally.Scope == "region:city").Figures;
        Assert.Equal(city.Measures.Overdue, sealedCity.GetValueOrDefault("overdue"));
        Assert.Equal(city.Measures.Total, sealedCity.GetValueOrDefault("measureTotal"));
        Assert.Equal(city.Measures.Yellow, sealedCity.GetValueOrDefault("yellow"));
        Assert.Equal(city.Measures.Waiting, sealedCity.GetValueOrDefault("waiting"));
        Assert.Equal(city.Measures.SignedOffLate, sealedCity.GetValueOrDefault("signedOffLate"));
        Assert.Equal(city.Measures.DueWithin10, sealedCity.GetValueOrDefault("dueWithin10"));
        return new(made.At, city, units, made);
    }

    /// <summary>Something that people do; how many measures it added.</summary>
    private static async Task<int> Act(Town town, string plan, Random random, int next)
    {
        var no = random.Next(1, next);
        var measure = await town.Measure(plan, no).Get();
        var (lead, grain) = (measure!.LeadUnit, town.Grains.GetGrain<IPlanGrain>(plan));
        switch (random.Next(16))
        {
            case 8 or 9: await Wait(town, plan, measure, random); return 0;
            case 10:
                await town.Submit(plan, no, People.Of(lead), new RequestExtension { Until = measure.Deadline.AddDays(random.Next(1, 60)), Reason = "等候批复" });
                await town.Submit(plan, no, People.Reviewer, new ReviewExtension { Extension = random.Next(1, 3), Decision = Decision.Approve });
                return 0;
            case 11:
                await town.Submit(plan, no, People.Reviewer, new ReopenMeasure { Until = Today(town).AddDays(random.Next(0, 60)), Reason = "反弹" });
                return 0;

            case 0: await Amend(new() { Measures = [new() { No = no, Deadline = new DateOnly(2026, 6, 1).AddDays(random.Next(0, 300)) }] }); return 0;
            case 1:
                var (first, second) = (random.Next(Units.Length), random.Next(1, Units.Length));
                await Amend(new() { Measures = [new() { No = no, LeadUnit = Units[first], Units = [Units[(first + second) % Units.Length]] }] });
                return 0;
            case 2: await Amend(new() { Rescind = [new() { No = no, Authority = "领导小组", Reason = "不再适用" }] }); return 0;
            case 3:
                var added = Documents.Measure(next, Units[random.Next(Units.Length)]) with { Problem = random.Next(1, 5), Start = new(2026, 6, 1) };
                await Amend(new()
                {
                    Measures = [new() { No = next, Problem = added.Problem, Text = added.Text, LeadUnit = added.LeadUnit, Leader = added.Leader,
                        Start = added.Start, Deadline = added.Deadline }],
                });
                return 1;
            case 4:
                var rules = (await grain.Get())!.Rules;
                var points = random.Next(1, 40);
                await Approve(await grain.ReplaceRules(
                    rules with { Lights = [rules.Lights[0], rules.Lights[1] with { Points = points, ForDays = random.Next(0, 10) }] }, town.Source()).InTime());
                return 0;
            case 5: await town.Submit(plan, no, People.Of(lead), new RequestSignOff { Person = "张三", Act = "已办", Result = "见效" }); return 0;
            case 6:
                foreach (var reviewer in new[] { People.Leader, People.Reviewer })
                {
                    if ((await town.Measure(plan, no).Get())!.SignOff is { } asked)
                    {
                        await town.Submit(plan, no, reviewer, new ReviewSignOff { Decision = Decision.Approve, Fingerprint = asked.Fingerprint });
                    }
                }

                return 0;
            case 7:
                var statement = new SignOffProblem { Statement = "已核实" };
                await town.Problem(plan, measure.Problem).SignOff(new() { Id = $"{next}-{random.Next()}", Actor = People.Leader, Command = statement });
                return 0;
            default:
                var percent = Math.Max(measure.Percent, random.Next(3) == 0 ? 100 : random.Next(101));
                var report = new ReportProgress { Unit = lead, Percent = percent, Evidence = [new() { Sha256 = new('a', 64) }] };
                await town.Submit(plan, no, People.Of(lead), report);
                return 0;
        }

        async Task Amend(AmendmentDraft draft) => await Approve(await grain.Amend(draft, town.Source()).InTime());

        async Task Approve(ImportOutcome outcome)
        {
            if (outcome.Refusal is null)
            {
                await town.Approved(plan, outcome);
            }
        }
    }

    /// <summary>Whichever is the next thing to do about waiting on others, or none.</summary>
    private static Task<MeasureOutcome> Wait(Town town, string plan, MeasureView measure, Random random) => measure.Waiting switch
    {
        null => town.Submit(plan, measure.No, People.Of(measure.LeadUnit), new RequestWaiting
        {
            With = "省厅",
            Since = Today(town),
            Sent = "请示",
            Until = Today(town).AddDays(random.Next(0, 30)),
        }),
        { ApprovedAt: null } => town.Submit(plan, measure.No, People.Reviewer, new ReviewWaiting { Decision = Decision.Approve }),
        _ => town.Submit(plan, measure.No, People.Reviewer, new EndWaiting()),
    };

    private static DateOnly Today(Town town) => PlanCalendar.Of("Asia/Shanghai").DayOf(town.Clock!.GetUtcNow());

    private static (MeasureFigures, AssignmentFigures, ProblemFigures, InstitutionFigures) Figures(RateSheet sheet) =>
        (sheet.Measures, sheet.Assignments, sheet.Problems, sheet.Institutions);
}
