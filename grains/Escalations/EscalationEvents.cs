using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Plans;

namespace Rectification.Escalations;

/// <summary>What the chain of escalations holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(MeasureEscalated), "escalated")]
public abstract record EscalationEvent;

/// <summary>A step of the plan's escalation was fired for a measure.</summary>
public sealed record MeasureEscalated : EscalationEvent
{
    public required int Measure { get; init; }
    public required Light Light { get; init; }
    public required LightKind Rule { get; init; }

    /// <summary>From when the light is on.</summary>
    public required DateTimeOffset Since { get; init; }
    public required int After { get; init; }

    /// <summary>Absent for calendar days.</summary>
    public DayKind? Days { get; init; }
    public required EscalationTarget To { get; init; }

    public Episode Episode => new(Light, Rule, Since);

    public Escalation Step => new() { After = After, Days = Days ?? DayKind.Calendar, To = To };

    public static MeasureEscalated Of(int measure, Episode episode, Escalation step) => new()
    {
        Measure = measure,
        Light = episode.Light,
        Rule = episode.Rule,
        Since = episode.Since,
        After = step.After,
        Days = step.Days == DayKind.Calendar ? null : step.Days,
        To = step.To,
    };
}

/// <summary>The canonical JSON of escalations.</summary>
[JsonSerializable(typeof(ChainEntry<EscalationEvent>))]
internal sealed partial class EscalationJson : JsonSerializerContext
{
    public static EscalationJson Canonical { get; } = new(ChainJson.Rules());
}
