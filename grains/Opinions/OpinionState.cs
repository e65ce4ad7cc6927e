using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Opinions;

/// <summary>An opinion as the chain knows it; what it says lies beside the chain.</summary>
public sealed record OpinionState
{
    public required OpinionReceived Received { get; init; }
    public required DateTimeOffset At { get; init; }
    public OpinionStatus Status { get; init; } = OpinionStatus.Received;
    public string? ScreenedBy { get; init; }
    public string? Reason { get; init; }
    public string? Answer { get; init; }
    public string? AnsweredBy { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How an event changes the opinion it is about.</summary>
    public static OpinionState Apply(OpinionState? opinion, OpinionEvent happened, string by, DateTimeOffset at) => happened switch
    {
        OpinionReceived e => new() { Received = e, At = at },
        OpinionAccepted => opinion! with { Status = OpinionStatus.Screened, ScreenedBy = by },
        OpinionSetAside e => opinion! with { Status = OpinionStatus.SetAside, ScreenedBy = by, Reason = e.Reason },
        OpinionAnswered e => opinion! with { Status = OpinionStatus.Answered, Answer = e.Text, AnsweredBy = by, AnsweredAt = at },
        _ => throw new InvalidOperationException($"No evolution for the event {happened.GetType().Name}."),
    };
}

/// <summary>What the chain of opinions holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OpinionsSwitched), "opinionsSwitched")]
[JsonDerivedType(typeof(OpinionReceived), "opinionReceived")]
[JsonDerivedType(typeof(OpinionAccepted), "opinionAccepted")]
[JsonDerivedType(typeof(OpinionSetAside), "opinionSetAside")]
[JsonDerivedType(typeof(OpinionAnswered), "opinionAnswered")]
public abstract record OpinionEvent
{
    /// <summary>The opinion; 0 for the switch.</summary>
    [JsonPropertyOrder(-1)] public required int Opinion { get; init; }
}

public sealed record OpinionsSwitched : OpinionEvent
{
    public required bool Open { get; init; }
}

/// <summary>Somebody without an account said something. What, and how to reach him, is no part of what is sealed and exported: only its hash is.</summary>
public sealed record OpinionReceived : OpinionEvent
{
    public required int Notice { get; init; }

    /// <summary>SHA-256 of what was said, as the canonical JSON of <see cref="OpinionContent"/>.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the receipt.</summary>
    public required string Receipt { get; init; }
}

public sealed record OpinionAccepted : OpinionEvent;

public sealed record OpinionSetAside : OpinionEvent
{
    public required string Reason { get; init; }
}

public sealed record OpinionAnswered : OpinionEvent
{
    public required string Text { get; init; }
}

/// <summary>The canonical JSON of opinions: their chain, the commands on them, what was said.</summary>
[JsonSerializable(typeof(ChainEntry<OpinionEvent>))]
[JsonSerializable(typeof(OpinionCommand))]
[JsonSerializable(typeof(OpinionContent))]
internal sealed partial class OpinionJson : JsonSerializerContext
{
    public static OpinionJson Canonical { get; } = new(ChainJson.Rules());
}
