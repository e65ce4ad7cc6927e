namespace Rectification.Forecasts;

/// <summary>When measures reach something that is due by their deadline: the request for sign-off, or the sign-off itself.</summary>
internal sealed class Milestone
{
    private readonly DeadlineHistory _history;
    private readonly Dictionary<string, double> _units;
    private readonly LogLogistic _late;
    private readonly double _common;

    private Milestone(DeadlineHistory history, Dictionary<string, double> units, LogLogistic late, double common) =>
        (_history, _units, _late, _common) = (history, units, late, common);

    /// <param name="taken">Per measure its lead unit, and the share of its time until it was reached, or until now where it was not.</param>
    /// <param name="terms">What is usual.</param>
    public static Milestone Of(IReadOnlyList<(string Unit, (double Share, bool IsOver) Taken)> taken, ForecastTerms terms)
    {
        var history = DeadlineHistory.Of([.. taken.Select(measure => measure.Taken)], terms);
        var units = taken.GroupBy(measure => measure.Unit, StringComparer.Ordinal).ToDictionary(
            unit => unit.Key, unit => history.OffsetOf([.. unit.Select(measure => measure.Taken)], terms.UnitSpread), StringComparer.Ordinal);
        var late = taken.Where(measure => measure.Taken.Share > 1).Select(measure => (measure.Taken.Share - 1, measure.Taken.IsOver));
        return new(
            history, units, TimeHistory.Of([.. late], new(terms.UsualLate, terms.LateSpread), terms.TimesWeight),
            Math.Sqrt((terms.CommonSpread * terms.CommonSpread) + (history.Uncertainty * history.Uncertainty)));
    }

    /// <summary>The chance that a measure that has not reached it now has when a share of its time is over.</summary>
    /// <param name="unit">The lead unit.</param>
    /// <param name="gone">The share of its time that is over now; beyond 1 after the deadline.</param>
    /// <param name="share">The share then.</param>
    /// <param name="ahead">What the pace does to the logarithm of the odds.</param>
    /// <param name="off">A view of what all measures have in common, in standard deviations.</param>
    public double By(string unit, double gone, double share, double ahead, double off)
    {
        if (share <= gone)
        {
            return 0;
        }

        if (gone >= 1)
        {
            return _late.Over(share - 1, gone - 1);
        }

        // Those that come in time get fewer as the deadline comes near; who is still open then is likelier one of the others.
        var chance = DeadlineHistory.Chance(_history.Logit + _units.GetValueOrDefault(unit) + (off * _common) + ahead);
        var open = chance * _history.StillOpen(gone);
        var inTime = open / (open + 1 - chance);
        return share < 1 ? inTime * (1 - (_history.StillOpen(share) / _history.StillOpen(gone))) : inTime + ((1 - inTime) * _late.Over(share - 1, 0));
    }
}
