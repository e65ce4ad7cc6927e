namespace Rectification.Figures;

/// <summary>Every "no" of figures and cadences. Codes never change.</summary>
public static class FigureRefusals
{
    public static readonly Refusal NoCadence = Refusal.NotFound("figure.no-cadence", "该措施没有填报频次。", "The measure has no cadence.");
}
