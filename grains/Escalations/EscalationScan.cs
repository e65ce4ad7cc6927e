using Rectification.Calendars;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Escalations;

/// <summary>A step that is due, with what its notification needs.</summary>
internal sealed record DueEscalation(MeasureContext Context, MeasureEscalated Escalated);

/// <summary>A measure whose waiting on others（等待外部） ended by itself, and when.</summary>
internal sealed record WaitOver(MeasureContext Context, WaitingState Waiting, DateTimeOffset End);

/// <summary>Reads a plan's measures from their persisted states, page by page, and asks the policy about each.</summary>
internal sealed class EscalationScan(RosterReader rosters, RowStore rows, OfficeCalendar office)
{
    /// <summary>
    /// Due steps of one page, waits that were over on their day, the next instant at which something of it may be due, and the end of the last
    /// day on which an open measure is.
    /// </summary>
    public sealed record Page(IReadOnlyList<DueEscalation> Due, IReadOnlyList<WaitOver> Over, DateTimeOffset? Next, DateTimeOffset? Planned);

    public async IAsyncEnumerable<Page> Read(PlanFrame frame, Func<int, IReadOnlyList<FiredStep>?> fired, DateTimeOffset now)
    {
        var terms = new EscalationTerms(frame.Rules.Escalation, PlanCalendar.Of(frame.TimeZone), office.Days);
        await foreach (var page in rosters.StoredPages(rows, frame))
        {
            var (due, ended) = (new List<DueEscalation>(), new List<WaitOver>());
            DateTimeOffset? next = null;
            DateTimeOffset? planned = null;
            foreach (var measure in page)
            {
                if (MeasureContext.InForce(frame, measure.Definition, measure.State) is not { } context || MeasureDecider.Rests(context, measure.State))
                {
                    continue;
                }

                planned = context.DeadlineEnd(measure.State) is var end && end > planned ? end : planned ?? end;
                var look = Look(context, measure.State, terms, fired(measure.Definition.No) ?? [], now);
                due.AddRange(
                    from step in look.Due
                    select new DueEscalation(context, MeasureEscalated.Of(context.Definition.No, Local(terms, look.Lead!.Value), step)));
                next = EscalationPolicy.Earlier(next, look.Next);
                if (context.WaitingEnd(measure.State) is { } over)
                {
                    next = over > now ? EscalationPolicy.Earlier(next, over) : next;
                    ended.AddRange(over <= now ? [new WaitOver(context, measure.State.Waiting!, over)] : []);
                }
            }

            yield return new(due, ended, next, planned);
        }
    }

    private static EscalationLook Look(MeasureContext context, MeasureState state, EscalationTerms terms, IReadOnlyList<FiredStep> fired, DateTimeOffset now)
    {
        var lit = LightPolicy.Lit(context, state).Where(light => !(light.Until <= now))
            .Select(light => new Episode(light.Rule.Light, light.Rule.Kind, light.Since)).ToList();
        return EscalationPolicy.Look(lit, new(state.Request?.At, (since, due) => LightPolicy.AfterWaits(context, state, since, due)), terms, fired, now);
    }

    private static Episode Local(EscalationTerms terms, Episode episode) => episode with { Since = terms.Calendar.Local(episode.Since) };
}
