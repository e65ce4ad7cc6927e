using System.Text.Json.Serialization;

namespace Rectification.Opinions;

/// <summary>What the office does with opinions; <c>docs/reference/opinions.md</c> lists when it is refused.</summary>
[GenerateSerializer, Immutable, Alias("opinion-command")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(SwitchOpinions), "switchOpinions")]
[JsonDerivedType(typeof(ScreenOpinion), "screenOpinion")]
[JsonDerivedType(typeof(AnswerOpinion), "answerOpinion")]
public abstract record OpinionCommand;

/// <summary>开启、关闭：whether the public pages of the plan's frozen notices take opinions.</summary>
[GenerateSerializer, Immutable, Alias("switch-opinions"), Needs(Roles.Reviewer)]
public sealed record SwitchOpinions : OpinionCommand
{
    [Id(0)] public required bool Open { get; init; }
}

/// <summary>审阅：approved, others who see the whole plan may read it; returned, it is set aside and stays counted.</summary>
[GenerateSerializer, Immutable, Alias("screen-opinion"), Needs(Roles.Reviewer)]
public sealed record ScreenOpinion : OpinionCommand
{
    [Id(0)] public required Decision Decision { get; init; }

    /// <summary>Why it is set aside.</summary>
    [Id(1)] public string? Reason { get; init; }
}

/// <summary>答复：told to whoever holds the receipt.</summary>
[GenerateSerializer, Immutable, Alias("answer-opinion"), Needs(Roles.Reviewer)]
public sealed record AnswerOpinion : OpinionCommand
{
    /// <summary>1 to 2,000 characters.</summary>
    [Id(0)] public required string Text { get; init; }
}

[GenerateSerializer, Alias("opinion-status")]
public enum OpinionStatus
{
    /// <summary>待审阅：only reviewers see it.</summary>
    Received = 1,

    /// <summary>待答复.</summary>
    Screened = 2,

    /// <summary>已答复.</summary>
    Answered = 3,

    /// <summary>不予受理：only reviewers see it.</summary>
    SetAside = 4,
}

[GenerateSerializer, Immutable, Alias("opinion-envelope")]
public sealed record OpinionEnvelope
{
    /// <summary>Idempotency-Key: the same command under it is applied once.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required Actor Actor { get; init; }
    [Id(2)] public required OpinionCommand Command { get; init; }

    /// <summary>The opinion's number; 0 for the switch.</summary>
    [Id(3)] public int No { get; init; }
}

/// <summary>What somebody without an account says to a notice.</summary>
[GenerateSerializer, Immutable, Alias("given-opinion")]
public sealed record GivenOpinion
{
    /// <summary>The form's id.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required int Notice { get; init; }

    /// <summary>1 to 2,000 characters.</summary>
    [Id(2)] public required string Text { get; init; }

    /// <summary>How he may be reached, if he says so; at most 100 characters.</summary>
    [Id(3)] public string? Contact { get; init; }
    [Id(4)] public string? AttachmentName { get; init; }

    /// <summary>The attachment, at most 5 MB.</summary>
    [Id(5)] public byte[]? Attachment { get; init; }
}

/// <summary>Either a refusal, or the number and the receipt.</summary>
[GenerateSerializer, Immutable, Alias("given-outcome")]
public sealed record GivenOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public int No { get; init; }

    /// <summary>With it the answer can be read; told once.</summary>
    [Id(2)] public string? Receipt { get; init; }

    public static implicit operator GivenOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>Either a refusal, or how it stands now: the opinion, or after the switch the counts.</summary>
[GenerateSerializer, Immutable, Alias("opinion-outcome")]
public sealed record OpinionOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public OpinionView? Opinion { get; init; }
    [Id(2)] public OpinionCounts? Counts { get; init; }
    [Id(3)] public bool Repeated { get; init; }

    public static implicit operator OpinionOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>An opinion as those inside see it.</summary>
[GenerateSerializer, Immutable, Alias("opinion-view")]
public sealed record OpinionView
{
    /// <summary>Its number within the plan, from 1 without a gap.</summary>
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required int Notice { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }
    [Id(3)] public required OpinionStatus Status { get; init; }
    [Id(4)] public required string Text { get; init; }
    [Id(5)] public string? Contact { get; init; }
    [Id(6)] public OpinionFile? File { get; init; }

    /// <summary>Who screened it.</summary>
    [Id(7)] public string? ScreenedBy { get; init; }

    /// <summary>Why it was set aside.</summary>
    [Id(8)] public string? Reason { get; init; }
    [Id(9)] public string? Answer { get; init; }
    [Id(10)] public string? AnsweredBy { get; init; }
    [Id(11)] public DateTimeOffset? AnsweredAt { get; init; }
}

[GenerateSerializer, Immutable, Alias("opinion-file")]
public sealed record OpinionFile
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>In bytes.</summary>
    [Id(1)] public required int Size { get; init; }
    [Id(2)] public required string Sha256 { get; init; }
}

/// <summary>What anybody may know: how many, and how far they are. They are folded from the chain and can be counted again from it.</summary>
[GenerateSerializer, Immutable, Alias("opinion-counts")]
public sealed record OpinionCounts
{
    /// <summary>Whether opinions are taken now.</summary>
    [Id(0)] public required bool Open { get; init; }

    /// <summary>All of them: the sum of the four below.</summary>
    [Id(1)] public required int Total { get; init; }
    [Id(2)] public required int Received { get; init; }
    [Id(3)] public required int Screened { get; init; }
    [Id(4)] public required int Answered { get; init; }
    [Id(5)] public required int SetAside { get; init; }
}

/// <summary>What the holder of a receipt is told.</summary>
[GenerateSerializer, Immutable, Alias("opinion-reply")]
public sealed record OpinionReply
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required OpinionStatus Status { get; init; }
    [Id(2)] public string? Answer { get; init; }
    [Id(3)] public DateTimeOffset? AnsweredAt { get; init; }
}
