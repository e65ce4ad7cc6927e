using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>报送情况：which units reported in a period what they owed.</summary>
internal sealed class DigestReports(PlanFrame frame, DigestSlot slot)
{
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);

    /// <summary>Of the measure that is being read: each unit's newest numbers, and who reported on it in the period.</summary>
    private readonly Dictionary<string, (int Percent, decimal? Quantity)> _newest = new(StringComparer.Ordinal);
    private readonly HashSet<string> _filed = new(StringComparer.Ordinal);

    /// <summary>Another measure begins.</summary>
    public void Begin()
    {
        _newest.Clear();
        _filed.Clear();
    }

    public void Add(TrailEntry entry, bool isNews)
    {
        foreach (var report in entry.Events.OfType<ProgressReported>())
        {
            var before = _newest.GetValueOrDefault(report.Unit);
            var after = (report.Percent, Quantity: report.Quantity ?? before.Quantity);
            _newest[report.Unit] = after;
            if (isNews)
            {
                var part = Of(report.Unit);
                part.Filed++;
                part.Moved |= after != before || report.Evidence.Count > 0;
                part.First = part.First is null || entry.At < part.First ? entry.At : part.First;
                _filed.Add(report.Unit);
            }
        }
    }

    /// <summary>What the units owed on the measure as it stands at the end.</summary>
    public void Owe(MeasureContext context, MeasureState state)
    {
        var (definition, rests) = (context.Definition, state.Status is MeasureStatus.SignedOff or MeasureStatus.SignOffRequested);
        if (rests || context.Waiting(state, slot.To)?.ApprovedAt is not null || definition.Start > context.Calendar.DayOf(slot.To))
        {
            return;
        }

        foreach (var unit in definition.AllUnits().Where(unit => !state.Assignment(unit).Confirmed))
        {
            var filed = _filed.Contains(unit);
            if (filed || IsDue(context, state, unit))
            {
                var part = Of(unit);
                part.Owed++;
                if (!filed)
                {
                    part.Silent.Add(definition.No);
                }
            }
        }
    }

    /// <summary>Those that owed or filed something, in the plan's order.</summary>
    public IReadOnlyList<DigestReporting> Lines() =>
    [
        .. from unit in frame.Units
           where _parts.ContainsKey(unit.Id)
           let part = _parts[unit.Id]
           select new DigestReporting
           {
               Unit = new(unit.Id, unit.Name),
               State = part.State(slot.ReportBy),
               Owed = part.Owed,
               Silent = [.. part.Silent.Order()],
               Filed = part.Filed,
           },
    ];

    /// <summary>A measure that is reported on less often than weekly owes a report only when its cadence is over.</summary>
    private bool IsDue(MeasureContext context, MeasureState state, string unit)
    {
        if (context.Definition.Cadence is null or Cadence.Weekly)
        {
            return true;
        }

        var last = state.Assignment(unit).ReportedAt ?? context.Calendar.StartOf(context.Definition.Start);
        return last.AddDays(LightPolicy.DaysOf(context.Definition.Cadence.Value)) <= slot.To;
    }

    private Part Of(string unit)
    {
        if (!_parts.TryGetValue(unit, out var part))
        {
            _parts[unit] = part = new();
        }

        return part;
    }

    private sealed class Part
    {
        public int Owed { get; set; }

        public List<int> Silent { get; } = [];

        public int Filed { get; set; }

        /// <summary>Whether a report said anything new.</summary>
        public bool Moved { get; set; }

        public DateTimeOffset? First { get; set; }

        public ReportingState State(DateTimeOffset reportBy) =>
            Silent.Count > 0 ? (Filed == 0 ? ReportingState.Missing : ReportingState.Partly)
            : !Moved ? ReportingState.Zero
            : First > reportBy ? ReportingState.Late
            : ReportingState.Reported;
    }
}
