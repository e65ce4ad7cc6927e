using System.Security.Cryptography;
using System.Text;
using Rectification.Documents.Figures;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Figures;

/// <summary>The figures that a plan states, and how its kinds of money become sums of quantities.</summary>
internal static class StatedFigures
{
    /// <summary>In the order of the plan's document.</summary>
    public static async Task<IReadOnlyList<FigureDefinition>> Of(RowStore rows, string plan) => (await WithHash(rows, plan)).Figures;

    /// <summary>The same, and SHA-256 of all that the plan says of them.</summary>
    public static async Task<(IReadOnlyList<FigureDefinition> Figures, string Sha256)> WithHash(RowStore rows, string plan)
    {
        var header = (await rows.Read<PlanRow>(PlanRow.StateName, PlanRow.GrainType, plan))?.Header;
        var (figures, sources) = (header?.FiguresJson, header?.FigureSourcesJson);
        return (FigureReader.Read(figures, sources), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{figures}\n{sources}"))));
    }

    public static bool HaveMoney(IEnumerable<FigureDefinition> figures) => figures.Any(figure => IsMoney(figure.From));

    /// <summary>What a measure reports of money.</summary>
    public static IEnumerable<(MoneyOutcome Kind, QuantityOf Quantity)> Money(MeasureDefinition measure) =>
        from quantity in measure.Quantities ?? []
        where quantity.Outcome is not null
        select (quantity.Outcome!.Value, new QuantityOf(measure.No, quantity.Name));

    /// <summary>A kind of money is what all measures report of it.</summary>
    public static IReadOnlyList<FigureDefinition> Resolved(
        IReadOnlyList<FigureDefinition> figures, IReadOnlyList<(MoneyOutcome Kind, QuantityOf Quantity)> money)
    {
        FigureOrigin? Of(FigureOrigin? origin) => origin switch
        {
            OutcomeOf outcome => new SumOf([.. money.Where(own => own.Kind == outcome.Kind).Select(own => own.Quantity)]),
            RatioOf ratio => new RatioOf(Of(ratio.Of)!, Of(ratio.To)!),
            _ => origin,
        };
        return [.. figures.Select(figure => figure with { From = Of(figure.From) })];
    }

    private static bool IsMoney(FigureOrigin? origin) => origin is OutcomeOf || (origin is RatioOf ratio && (IsMoney(ratio.Of) || IsMoney(ratio.To)));
}
