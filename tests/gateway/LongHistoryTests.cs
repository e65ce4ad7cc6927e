using System.Globalization;
using System.Text;

namespace Rectification.Tests.Gateway;

/// <summary>What an older system holds of one busy measure, brought in as fast as the store takes it.</summary>
public sealed class LongHistoryTests(FrontDoor door)
{
    /// <summary>More than a measure accepts live within a day.</summary>
    private const int Lines = 5_200;

    [Fact]
    public async Task Thousands_of_past_reports_on_one_measure_come_in_without_a_pause()
    {
        var plan = await door.Plan();

        var answer = (await door.Ops.Post($"plans/{plan}/history", Reports(), "application/x-ndjson")).Must(200).Json;
        var trail = (await door.Ops.Get($"plans/{plan}/measures/1/trail?after={Lines - 1}&limit=10")).Must(200).Json;

        Assert.Equal((Lines, "[]"), (answer["applied"]!.GetValue<int>(), answer["refused"]!.ToJsonString()));
        Assert.Equal(Lines, trail["lastVersion"]!.GetValue<int>());
        Assert.Single(trail["entries"]!.AsArray());
        (await (await door.Reporter()).Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(20))).Must(200);
    }

    private static string Reports()
    {
        var first = new DateTimeOffset(2026, 2, 2, 8, 0, 0, TimeSpan.FromHours(8));
        var text = new StringBuilder();
        for (var i = 0; i < Lines; i++)
        {
            text.Append(new JsonObject
            {
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"old-{i}"),
                ["at"] = first.AddMinutes(i).ToString("O", CultureInfo.InvariantCulture),
                ["measure"] = 1,
                ["command"] = "report",
                ["actor"] = new JsonObject { ["account"] = "old", ["roles"] = new JsonArray("reporter"), ["units"] = new JsonArray(SmallPlan.Lead) },
                ["body"] = new JsonObject { ["unit"] = SmallPlan.Lead, ["percent"] = 10, ["note"] = "进展正常" },
            }.ToJsonString()).Append('\n');
        }

        return text.ToString();
    }
}
