namespace Rectification.Tests.Chaos;

/// <summary>Time alone lights measures; nobody reports.</summary>
public sealed class ClockTests
{
    /// <summary>Days of the field's clock per real second; a figure that follows within a second is thus never a day late.</summary>
    private const int DaysASecond = 1;

    private static readonly TimeSpan Late = TimeSpan.FromDays(DaysASecond);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    /// <summary>Measure 1 has 306 days: at 0 % it is 20 points behind after 61.2 of them, and yellow when that has held for 14.</summary>
    private static readonly DateTimeOffset Yellow = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(61.2 + 14);

    /// <summary>Measure 2 is due on the 18th of May; it is red once that day is over.</summary>
    private static readonly DateTimeOffset Red = new(2026, 5, 19, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Lights_and_overdue_follow_the_clock_within_a_second_without_any_report()
    {
        // Settled figures are read a while before the first light is due.
        await using var gateway = await TimelyGateway.Before(
            Yellow - TimeSpan.FromDays(3 * DaysASecond), 86_400 * DaysASecond, TimeSpan.FromSeconds(12), "small", Import, "--Seed", "none");
        using var ops = Api.Ops(gateway.Port);
        var reads = new List<Reading>();
        await Until.True(
            async () =>
            {
                reads.Add(Reading.Of((await ops.Get("plans/small/rates")).Must(200).Json));
                return reads[^1].AsOf > Red + Late && reads[^1].Lights == (1, 1, 1);
            },
            Patience,
            "the clock is past the deadline, and the lights with it");

        // Where this machine stood still between two reads, the program's timers did as well.
        var late = Late + reads.Zip(reads.Skip(1), (one, next) => next.AsOf - one.AsOf).Max();
        var settled = reads.Where(read => read.Recovering == 0).ToList();
        Assert.Contains(settled, read => read.AsOf < Yellow);
        Assert.All(settled.Where(read => read.AsOf < Yellow), read => Assert.Equal((0, 0, 0), read.Lights));
        Assert.All(settled.Where(read => read.AsOf > Yellow + late && read.AsOf < Red), read => Assert.Equal((1, 0, 0), read.Lights));
        Assert.All(settled.Where(read => read.AsOf > Red + late), read => Assert.Equal((1, 1, 1), read.Lights));
        Assert.Contains(settled, read => read.Lights == (1, 1, 1));
        var overdue = (await ops.Get("plans/small/measures/2")).Must(200).Json;
        Assert.Equal(("red", true, 0), (overdue["light"]!.GetValue<string>(), overdue["overdue"]!.GetValue<bool>(), overdue["version"]!.GetValue<int>()));
        Assert.Equal(2, (await ops.Get("plans/small/warnings")).Must(200).Json["items"]!.AsArray().Count);
        Assert.Equal("[]", (await ops.Post("plans/small/recount", new JsonObject())).Must(200).Json["mismatches"]!.ToJsonString());
    }

    private static async Task Import(TimelyGateway gateway)
    {
        using var ops = Api.Ops(gateway.Port);
        (await ops.Post("plans", SmallPlan.Of("small"))).Must(201);
    }

    private sealed record Reading(DateTimeOffset AsOf, int Recovering, (int Yellow, int Red, int Overdue) Lights)
    {
        public static Reading Of(JsonNode sheet)
        {
            var measures = sheet["measures"]!;
            return new(
                sheet["asOf"]!.GetValue<DateTimeOffset>(),
                sheet["recovering"]!.GetValue<int>(),
                (measures["yellow"]!.GetValue<int>(), measures["red"]!.GetValue<int>(), measures["overdue"]!.GetValue<int>()));
        }
    }
}
