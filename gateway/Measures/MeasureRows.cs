using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.Measures;

/// <summary>A measure with a light（预警）.</summary>
internal sealed record WarningView
{
    public required int No { get; init; }
    public required int Problem { get; init; }
    public required string Text { get; init; }
    public required string LeadUnit { get; init; }
    public required string Leader { get; init; }
    public required Light Light { get; init; }
    public required bool Overdue { get; init; }
    public required int Percent { get; init; }
    public required DateOnly FirstDeadline { get; init; }
    public required DateOnly Deadline { get; init; }
    public required MeasureStatus Status { get; init; }

    /// <summary>From when it has had any light.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The rules that light it, each with the number it looked at.</summary>
    public required IReadOnlyList<LitRuleView> Lit { get; init; }

    public static WarningView? Of(MeasureView measure) => measure.Light == Light.None ? null : new()
    {
        No = measure.No,
        Problem = measure.Problem,
        Text = measure.Text,
        LeadUnit = measure.LeadUnit,
        Leader = measure.Leader,
        Light = measure.Light,
        Overdue = measure.Overdue,
        Percent = measure.Percent,
        FirstDeadline = measure.FirstDeadline,
        Deadline = measure.Deadline,
        Status = measure.Status,
        Since = measure.Lit.Min(lit => lit.Since),
        Lit = measure.Lit,
    };
}

/// <summary>An institution（制度）that a measure promises or has brought.</summary>
internal sealed record InstitutionRow
{
    public required int Measure { get; init; }
    public required string LeadUnit { get; init; }
    public required InstitutionView Institution { get; init; }

    public static InstitutionRow? Of(MeasureView measure) =>
        measure.Institution is { } institution ? new() { Measure = measure.No, LeadUnit = measure.LeadUnit, Institution = institution } : null;
}
