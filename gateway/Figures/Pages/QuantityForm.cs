using Rectification.Figures;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Plans;

namespace Rectification.Gateway.Figures.Pages;

/// <summary>The quantities of a measure as fields of a form: those there are, and empty ones for more.</summary>
internal static class QuantityForm
{
    /// <summary>How many can be added at once.</summary>
    private const int MostAdded = 2;

    /// <summary>Rows of the form.</summary>
    public static int Rows(IReadOnlyList<MeasureQuantity> known) => Math.Min(PlanLimits.MaxQuantities, known.Count + MostAdded);

    /// <summary>The name of a field of one row.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="field">As the quantity's own member is named; <c>remove</c> takes it away.</param>
    public static string Name(int row, string field) => FormattableString.Invariant($"quantity-{row}-{field}");

    /// <summary>All quantities as they are to be; <see langword="null"/> where the form changed nothing.</summary>
    public static IReadOnlyList<MeasureQuantity>? Read(FormState typed, IReadOnlyList<MeasureQuantity> known)
    {
        var wanted = Enumerable.Range(0, Rows(known)).Select(row => Row(typed, row, row < known.Count ? known[row] : null)).OfType<MeasureQuantity>().ToList();
        return wanted.SequenceEqual(known) ? null : wanted;
    }

    private static MeasureQuantity? Row(FormState typed, int row, MeasureQuantity? known)
    {
        string Typed(string field) => typed[Name(row, field)];
        if (Typed("remove").Length > 0 || (known is null && Typed("name").Length == 0 && Typed("unit").Length == 0))
        {
            return null;
        }

        // A number that cannot be read is said by the plan's own rules to be out of range.
        var target = Typed("target") is { Length: > 0 } amount ? HalfWidth.Amount(amount) ?? decimal.MaxValue : (decimal?)null;
        var (name, unit) = (known?.Name ?? HalfWidth.Of(Typed("name")), Typed("unit"));
        var bound = target is not null && Words.TryRead<Bound>(Typed("bound"), out var read) && read == Bound.AtMost ? Bound.AtMost
            : known?.Bound == Bound.AtLeast ? Bound.AtLeast : (Bound?)null;
        return new()
        {
            Name = name,
            Unit = unit,
            What = typed.OrNothing(Name(row, "what")),
            Target = target,
            Bound = bound,
            Outcome = Words.TryRead<MoneyOutcome>(Typed("outcome"), out var outcome) ? outcome : null,

            // A split is of the number that it adds up to.
            Shares = target == known?.Target ? known?.Shares : null,
        };
    }
}
