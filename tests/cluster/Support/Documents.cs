using Rectification.Plans;

namespace Rectification.Tests.Cluster;

/// <summary>Small plans.</summary>
internal static class Documents
{
    /// <summary>Day the measures begin and their deadline, in the plan's time zone.</summary>
    public static readonly DateOnly Start = new(2026, 1, 1);
    public static readonly DateOnly Deadline = new(2026, 12, 31);

    /// <summary>One city, three counties and a department; measure n belongs to problem (n + 1) / 2 and is supported by one other unit.</summary>
    public static PlanDocument City(string id, int measures = 6) => Plan(id, [], ["c1", "c2", "c3", "d1"], measures);

    /// <summary>Province above cities above counties; the county <c>c1</c> is also a unit with a town below it.</summary>
    public static PlanDocument Province(string id, int measures = 12)
    {
        var plan = Plan(
            id,
            [new() { Id = "p", Name = "省" }, new() { Id = "a", Name = "甲市", Parent = "p" }, new() { Id = "b", Name = "乙市", Parent = "p" }],
            ["c1", "c2", "c3", "d1", "town1"], measures);
        return plan with { Units = [.. plan.Units.Select(unit => unit with { Parent = Parents.GetValueOrDefault(unit.Id) })] };
    }

    public static PlanDocument With(this PlanDocument plan, int no, Func<MeasureDefinition, MeasureDefinition> change) =>
        plan with { Measures = [.. plan.Measures.Select(measure => measure.No == no ? change(measure) : measure)] };

    public static MeasureDefinition Measure(int no, string lead, params IEnumerable<string> units) => new()
    {
        No = no,
        Problem = (no + 1) / 2,
        Text = $"完善制度之{no}",
        LeadUnit = lead,
        Units = [.. units],
        Leader = People.LeaderId,
        Start = Start,
        Deadline = Deadline,
    };

    public static ProblemDefinition Problem(int no, string lead) => new() { No = no, Title = $"问题{no}", Leader = People.LeaderId, LeadUnit = lead };

    private static readonly Dictionary<string, string> Parents =
        new() { ["c1"] = "a", ["c2"] = "a", ["c3"] = "b", ["d1"] = "p", ["town1"] = "c1" };

    private static PlanDocument Plan(string id, IReadOnlyList<Region> regions, string[] units, int measures) => new()
    {
        Id = id,
        Title = "整改方案",
        FeedbackDate = Start,
        Regions = regions,
        Units = [.. units.Select(unit => new UnitProfile { Id = unit, Name = unit, Kind = unit[0] == 'd' ? UnitKind.Department : UnitKind.County })],
        Leaders = [new() { Id = People.LeaderId, Title = "分管领导" }],
        Problems = [.. Enumerable.Range(1, (measures + 1) / 2).Select(no => Problem(no, units[no % units.Length]))],
        Measures = [.. Enumerable.Range(1, measures).Select(no => Measure(no, units[no % units.Length], units[(no + 1) % units.Length]))],
    };
}
