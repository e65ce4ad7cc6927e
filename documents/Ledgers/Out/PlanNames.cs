using Rectification.Plans;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>What people call a plan's units, leaders and categories, and its days.</summary>
internal sealed class PlanNames(PlanFrame frame)
{
    private readonly Dictionary<string, string> units = frame.Units.ToDictionary(unit => unit.Id, unit => unit.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, string> leaders = frame.Leaders.ToDictionary(leader => leader.Id, leader => leader.Title, StringComparer.Ordinal);
    private readonly Dictionary<int, string> categories = frame.Categories.ToDictionary(category => category.No, category => category.Title);
    private readonly PlanCalendar calendar = PlanCalendar.Of(frame.TimeZone);

    public string Unit(string id) => units.GetValueOrDefault(id, id);

    public string Leader(string id) => leaders.GetValueOrDefault(id, id);

    public string? Category(int? no) => no is { } known ? categories.GetValueOrDefault(known) : null;

    /// <summary>The plan's day of a moment.</summary>
    public DateOnly Day(DateTimeOffset at) => calendar.DayOf(at);
}
