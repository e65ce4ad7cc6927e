using Rectification.Documents.Ledgers.Out;
using Rectification.Measures;

namespace Rectification.Gateway.Ledgers;

/// <summary>What the product has of one unit's part in a measure, as far as its sheet is weighed beside it.</summary>
/// <param name="Deadline">Of the measure.</param>
/// <param name="Percent">As last reported.</param>
/// <param name="Quantity">Towards the measure's target, as last reported.</param>
/// <param name="Reports">The unit's reports so far.</param>
/// <param name="Refusal">Why who asks may not report on it.</param>
/// <param name="Quantities">What the measure counts.</param>
/// <param name="Counted">What the unit reached of it; <see langword="null"/> of a measure that counts nothing.</param>
internal readonly record struct KnownShare(
    DateOnly Deadline, int Percent, decimal? Quantity, int Reports, Refusal? Refusal, IReadOnlyList<CountedQuantity> Quantities, AssignmentView? Counted)
{
    public static KnownShare Of(MeasureView measure, AssignmentView share)
    {
        IReadOnlyList<CountedQuantity> quantities = measure is { Target: null, Quantities: null or [] } ? [] : QuantityCells.Of(measure);
        return new(
            measure.Deadline, share.Percent, share.Quantity, share.Reports, share.Allowed?.GetValueOrDefault(MeasureActs.Report), quantities,
            quantities.Count > 0 ? share : null);
    }
}

/// <summary>
/// The parts that units have in a plan's measures, each read once for one ledger: of few sheets unit by unit, of many the whole plan in one go, as the
/// measures of one unit lie scattered over all of a plan's pages.
/// </summary>
internal sealed class PlanShares(IGrainFactory grains, string plan, Actor reader)
{
    private const int FewUnits = 3;

    private static readonly IReadOnlyDictionary<int, KnownShare> None = new Dictionary<int, KnownShare>();

    private readonly Dictionary<string, Dictionary<int, KnownShare>> _units = new(StringComparer.Ordinal);
    private bool _isWhole;

    /// <summary>By the measure's number.</summary>
    public async Task<IReadOnlyDictionary<int, KnownShare>> Of(string unit)
    {
        if (!_isWhole && !_units.ContainsKey(unit))
        {
            _isWhole = _units.Count == FewUnits;
            _units[unit] = [];
            await PlanLines.Each(grains, plan, new() { Unit = _isWhole ? null : unit, Reader = reader }, measure => Add(measure, _isWhole ? null : unit));
        }

        return _units.GetValueOrDefault(unit) ?? None;
    }

    private void Add(MeasureView measure, string? only)
    {
        foreach (var share in measure.Assignments)
        {
            if (only is null || share.Unit == only)
            {
                if (!_units.TryGetValue(share.Unit, out var known))
                {
                    _units[share.Unit] = known = [];
                }

                known[measure.No] = KnownShare.Of(measure, share);
            }
        }
    }
}
