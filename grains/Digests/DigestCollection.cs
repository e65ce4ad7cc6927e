using Rectification.Forecasts;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>Gathers the parts of a digest, measure by measure; it asks nobody and knows no clock.</summary>
internal sealed class DigestCollection(PlanFrame frame, DigestSlot slot)
{
    /// <summary>Days that a digest looks ahead, its own among them.</summary>
    private const int DaysAhead = 7;

    /// <summary>Longest part of a measure's text, in UTF-16 code units.</summary>
    private const int MaxText = 120;

    private readonly PlanCalendar _calendar = PlanCalendar.Of(frame.TimeZone);
    private readonly Dictionary<string, DigestUnit> _units = frame.Units.ToDictionary(
        unit => unit.Id, unit => new DigestUnit(unit.Id, unit.Name), StringComparer.Ordinal);

    public DigestReports Reports { get; } = new(frame, slot);

    public DigestShares Shares { get; } = new(frame);

    public DigestForecast Forecast { get; } = new(frame, slot);

    public List<DigestSignOff> SignedOff { get; } = [];

    public List<DigestOverdue> Overdue { get; } = [];

    public List<DigestDue> DueNext { get; } = [];

    public List<DigestLit> Lights { get; } = [];

    public List<DigestReturn> Returns { get; } = [];

    public List<DigestExtension> Extensions { get; } = [];

    /// <summary>How often a measure was reopened in the period.</summary>
    public int Reopened { get; private set; }

    public DigestUnit Unit(string id) => _units.GetValueOrDefault(id) ?? new(id, id);

    /// <param name="life">The measure from its beginning on.</param>
    /// <param name="entries">Its trail.</param>
    /// <param name="problem">Its problem.</param>
    public void Add(MeasureLife life, IReadOnlyList<TrailEntry> entries, ProblemDefinition problem)
    {
        Reports.Begin();
        foreach (var entry in entries.Where(entry => entry.At <= slot.To && !(entry.Recorded > slot.Moment)))
        {
            // What was recorded after the digest before is news, whenever it happened.
            var isNews = entry.At > slot.From || entry.Recorded > slot.Before;
            Reports.Add(entry, isNews);
            if (isNews && entry.Events.Any(IsTold))
            {
                life.To(entry.At, slot.Moment);
                Tell(life.Context!, life.State, entry);
            }
        }

        life.To(slot.To, slot.Moment);
        if (life.Context is { Definition.Rescinded: null } context)
        {
            Reports.Owe(context, life.State);
            Shares.Add(context, life.State, problem);
            Look(context, life.State);
            Forecast.Add(MeasureCourse.At(life, entries, slot.To, slot.Moment)!, Line(context));
        }
    }

    private static bool IsTold(MeasureEvent happened) => happened is MeasureSignedOff or MeasureReopened or StandingCheckFailed or SignOffReturned
        or ExtensionReturned or BasicallyDoneReturned or WaitingReturned or ExtensionApproved;

    private void Tell(MeasureContext context, MeasureState state, TrailEntry entry)
    {
        var at = _calendar.Local(entry.At);
        foreach (var happened in entry.Events)
        {
            switch (happened)
            {
                case MeasureSignedOff e:
                    SignedOff.Add(new()
                    {
                        Measure = Line(context),
                        At = at,
                        Standing = e.Standing is not null,
                        LateDays = Math.Max(0, DaysLate(context, state, at)),
                    });
                    break;
                case MeasureReopened or StandingCheckFailed:
                    Reopened++;
                    break;
                case ExtensionApproved e:
                    Extensions.Add(new() { Measure = Line(context), Until = e.Until, Granted = true, Since = at, DaysWaited = 0 });
                    break;
                case SignOffReturned e:
                    Return(ReturnedMatter.SignOff, e.Reason, e.Step);
                    break;
                case ExtensionReturned e:
                    Return(ReturnedMatter.Extension, e.Reason);
                    break;
                case BasicallyDoneReturned e:
                    Return(ReturnedMatter.BasicallyDone, e.Reason);
                    break;
                case WaitingReturned e:
                    Return(ReturnedMatter.Waiting, e.Reason);
                    break;
            }
        }

        void Return(ReturnedMatter what, string reason, ReviewStep? step = null) =>
            Returns.Add(new() { Measure = Line(context), What = what, At = at, Step = step, Reason = reason });
    }

    /// <summary>How the measure stands at the end.</summary>
    private void Look(MeasureContext context, MeasureState state)
    {
        if (state.Status == MeasureStatus.SignedOff)
        {
            return;
        }

        var (turn, deadline, today) = (TurnPolicy.Of(context, state, slot.To), context.Deadline(state), _calendar.DayOf(slot.To));
        if (LightPolicy.OverdueFrom(context, state) <= slot.To)
        {
            Overdue.Add(new() { Measure = Line(context), Deadline = deadline, Days = DaysLate(context, state, slot.To), Turn = turn });
        }

        if (deadline >= today && deadline < today.AddDays(DaysAhead))
        {
            DueNext.Add(new()
            {
                Measure = Line(context),
                Deadline = deadline,
                Percent = state.Assignment(context.Definition.LeadUnit).Percent,
                Turn = turn,
            });
        }

        if (state.Extension is { } asked)
        {
            Extensions.Add(new()
            {
                Measure = Line(context),
                Until = asked.Until,
                Granted = false,
                Since = _calendar.Local(asked.RequestedAt),
                DaysWaited = (slot.To - asked.RequestedAt).Days,
                Reason = asked.Reason,
            });
        }

        var view = MeasureProjection.View(frame.Plan, context, state, slot.To);
        if (view.Light != Light.None)
        {
            var reasons = view.Lit.Select(lit => new DigestReason { Kind = lit.Kind, Metric = lit.Metric, Value = lit.Value, Since = lit.Since });
            Lights.Add(new() { Measure = Line(context), Light = view.Light, Reasons = [.. reasons] });
        }
    }

    private int DaysLate(MeasureContext context, MeasureState state, DateTimeOffset at) =>
        _calendar.DayOf(at).DayNumber - context.Deadline(state).DayNumber;

    private DigestMeasure Line(MeasureContext context) => new()
    {
        No = context.Definition.No,
        Problem = context.Definition.Problem,
        Text = Sentences.Cut(context.Definition.Text, MaxText),
        Unit = Unit(context.Definition.LeadUnit),
    };
}
