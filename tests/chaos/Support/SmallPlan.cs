using System.Globalization;

namespace Rectification.Tests.Support;

/// <summary>A plan of two units and two measures, to be changed at will before it is sent.</summary>
internal static class SmallPlan
{
    public const string Lead = "u-lead";
    public const string Supporting = "u-support";
    public const string Leader = "leader-1";

    public static JsonObject Of(string id) => new()
    {
        ["id"] = id,
        ["title"] = "小方案",
        ["feedbackDate"] = "2026-03-01",
        ["timeZone"] = "Asia/Shanghai",
        ["units"] = new JsonArray(Unit(Lead, "department"), Unit(Supporting, "county")),
        ["leaders"] = new JsonArray(new JsonObject { ["id"] = Leader, ["title"] = "责任领导" }),
        ["categories"] = new JsonArray(new JsonObject { ["no"] = 1, ["title"] = "第一类" }),
        ["problems"] = new JsonArray(new JsonObject { ["no"] = 1, ["category"] = 1, ["title"] = "第一个问题", ["leader"] = Leader, ["leadUnit"] = Lead }),
        ["measures"] = new JsonArray(Measure(1, "2026-03-01", "2026-12-31", Supporting), Measure(2, "2026-05-10", "2026-05-18")),
    };

    public static JsonObject Unit(string id, string kind) => new() { ["id"] = id, ["name"] = id, ["kind"] = kind };

    public static JsonObject Measure(int no, string start, string deadline, params string[] supporting) => new()
    {
        ["no"] = no,
        ["problem"] = 1,
        ["text"] = $"第{no}条措施",
        ["leadUnit"] = Lead,
        ["units"] = new JsonArray([.. supporting.Select(unit => (JsonNode)unit)]),
        ["leader"] = Leader,
        ["start"] = start,
        ["deadline"] = deadline,
    };

    /// <summary>A day that is still to come, whenever a test is run, as the plan's zone has it.</summary>
    public static string InDays(int days) =>
        TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonObject Report(int percent, string note = "") => new() { ["unit"] = Lead, ["percent"] = percent, ["note"] = note };
}
