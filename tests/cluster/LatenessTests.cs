using Rectification.Rollups;

namespace Rectification.Tests.Cluster;

/// <summary>Lateness, age and waiting as figures of the sheet, by reports and by the clock alone, each with the list that it counts.</summary>
public sealed class LatenessTests
{
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly Figure[] Ages =
        [Figure.DueWithin10, Figure.DueWithin20, Figure.DueLater, Figure.OverdueWithin7, Figure.OverdueWithin30, Figure.OverdueLonger];

    [Fact]
    public async Task Figures_follow_what_happens_and_the_clock_and_lists_have_what_they_count()
    {
        await using var town = await Town.Open(at: Begin);
        var document = Documents.City("late", measures: 4);
        document = document with
        {
            Measures =
            [
                .. document.Measures.Select((measure, i) => measure with { Start = new(2026, 6, 1), Deadline = new DateOnly(2026, 6, 12).AddDays(10 * i) }),
            ],
        };
        await town.Import(document);
        await AgesBecome(town, document.Id, [0, 1, 3, 0, 0, 0]);

        // By the clock alone: a day later the first is due within ten days.
        town.Clock!.Advance(TimeSpan.FromDays(1));
        await AgesBecome(town, document.Id, [1, 1, 2, 0, 0, 0]);

        var second = document.Measures[1];
        await town.Accepted(document.Id, second.No, People.Of(second.LeadUnit), new ClaimMeasure { Unit = second.LeadUnit });
        await town.Accepted(document.Id, second.No, People.Of(second.LeadUnit),
            new RequestWaiting { With = "省厅", Since = new(2026, 6, 1), Sent = "请示", Until = new(2026, 6, 10) });
        await town.Accepted(document.Id, second.No, People.Reviewer, new ReviewWaiting { Decision = Decision.Approve });
        Assert.Equal(1, (await Sheet(town, document.Id, sheet => sheet.Waiting == 1)).Waiting);
        Assert.Equal(second.No, Assert.Single(await Found(town, document.Id, Figure.Waiting)));

        town.Clock.Advance(TimeSpan.FromDays(11));
        await AgesBecome(town, document.Id, [1, 1, 1, 1, 0, 0], sheet => sheet.Waiting == 0);
        await town.SignOff(document.Id, document.Measures[0]);
        var sheet = await Sheet(town, document.Id, sheet => sheet.SignedOff == 1);
        Assert.Equal((1, 1, 0), (sheet.SignedOffLate, sheet.SignedOffLateByFirst, sheet.Overdue));
        Assert.Equal(1, Assert.Single(await Found(town, document.Id, Figure.SignedOffLate)));
        Assert.Equal((1, 1), ((await town.Measure(document.Id, 1).Get())!.LateDays, (await town.Measure(document.Id, 1).Get())!.LateDaysByFirst));

        await town.Accepted(document.Id, 1, People.Reviewer, new ReopenMeasure { Until = new(2026, 8, 1), Reason = "反弹" });
        sheet = await Sheet(town, document.Id, sheet => sheet.ReopenedLater == 1);
        Assert.Equal((0, 0, 0), (sheet.SignedOffLate, sheet.SignedOffLateByFirst, sheet.Extended));
        Assert.Empty((await town.Query(document.Id).Recount()).Mismatches);
    }

    /// <summary>Waits for all of them: each unit's counter moves with the clock by itself.</summary>
    private static async Task AgesBecome(Town town, string plan, long[] expected, Func<MeasureFigures, bool>? settled = null)
    {
        await Sheet(town, plan, sheet => Counted(sheet).SequenceEqual(expected) && settled?.Invoke(sheet) != false);
        foreach (var (age, count) in Ages.Zip(expected))
        {
            Assert.Equal(count, (await Found(town, plan, age)).Count);
        }
    }

    private static long[] Counted(MeasureFigures sheet) =>
        [sheet.DueWithin10, sheet.DueWithin20, sheet.DueLater, sheet.OverdueWithin7, sheet.OverdueWithin30, sheet.OverdueLonger];

    private static async Task<MeasureFigures> Sheet(Town town, string plan, Func<MeasureFigures, bool> settled) =>
        (await Eventually.Becomes(() => town.Rollup(plan).GetSheet(), sheet => sheet.Recovering == 0 && settled(sheet.Measures))).Measures;

    private static async Task<IReadOnlyList<int>> Found(Town town, string plan, Figure figure) =>
        [.. (await town.Query(plan).Measures(new() { Counted = default(FigureSet).With(figure) })).Items.Select(measure => measure.No)];
}
