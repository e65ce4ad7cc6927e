using System.Globalization;
using Rectification.Documents.Papers;
using Rectification.Gateway.Measures.Pages;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Papers;

/// <summary>What stands on papers, which are in Chinese whoever asks for them.</summary>
internal static class PaperWords
{
    public static string Day(PlanFrame frame, DateTimeOffset? at) => PaperText.Day(at is { } instant ? PlanCalendar.Of(frame.TimeZone).DayOf(instant) : null);

    public static string Units(PlanFrame frame, IEnumerable<string> units) => string.Join('、', units.Select(unit => RecordWords.Unit(frame, unit)));

    public static string No(int no) => no.ToString(CultureInfo.InvariantCulture);

    public static string State(MeasureView measure) => measure.Overdue ? $"{Glossary.Of(measure.Status).Zh}（逾期）" : Glossary.Of(measure.Status).Zh;

    /// <summary>A row of the group of measures.</summary>
    public static IReadOnlyDictionary<string, string?> Row(PlanFrame frame, MeasureView measure) => new Dictionary<string, string?>
    {
        ["measures.no"] = No(measure.No),
        ["measures.text"] = measure.Text,
        ["measures.units"] = Units(frame, measure.Assignments.Select(part => part.Unit)),
        ["measures.deadline"] = PaperText.Day(measure.Deadline),
        ["measures.state"] = State(measure),
    };
}
