using System.Collections.Immutable;

namespace Rectification.Measures;

/// <summary>What the rules say to a command: a refusal, or the events that follow from it.</summary>
public readonly struct Verdict
{
    private readonly ImmutableArray<MeasureEvent> _events;

    private Verdict(Refusal? refusal, ImmutableArray<MeasureEvent> events) => (Refusal, _events) = (refusal, events);

    public Refusal? Refusal { get; }

    /// <summary>At least one event, unless refused.</summary>
    public ImmutableArray<MeasureEvent> Events => _events.IsDefault ? [] : _events;

    public static Verdict Accept(params ReadOnlySpan<MeasureEvent> events) => new(null, [.. events]);

    public static implicit operator Verdict(Refusal refusal) => new(refusal, []);
}
