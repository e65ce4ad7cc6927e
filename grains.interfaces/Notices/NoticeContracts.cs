using System.Text.Json.Serialization;

namespace Rectification.Notices;

/// <summary>A command on a notice（通报）； <c>docs/reference/notices.md</c> lists when it is refused.</summary>
[GenerateSerializer, Immutable, Alias("notice-command")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(DraftNotice), "draft")]
[JsonDerivedType(typeof(EditNotice), "edit")]
[JsonDerivedType(typeof(CommentNotice), "comment")]
[JsonDerivedType(typeof(FreezeNotice), "freeze")]
[JsonDerivedType(typeof(WithdrawNotice), "withdraw")]
public abstract record NoticeCommand;

/// <summary>起草：a new draft, written from the plan's data; what is stated is typed over it.</summary>
[GenerateSerializer, Immutable, Alias("draft-notice"), Needs(Roles.Reviewer)]
public sealed record DraftNotice : NoticeCommand
{
    /// <summary>1 to 100 characters; left out: made of the inspected body's name.</summary>
    [Id(0)] public string? Title { get; init; }

    /// <summary>署名； left out: the inspected body.</summary>
    [Id(1)] public string? Issuer { get; init; }
}

/// <summary>修改：what is stated takes the place of what was; the measures that are signed off are looked at anew.</summary>
[GenerateSerializer, Immutable, Alias("edit-notice"), Needs(Roles.Reviewer)]
public sealed record EditNotice : NoticeCommand
{
    [Id(0)] public string? Title { get; init; }
    [Id(1)] public string? Issuer { get; init; }

    /// <summary>Section → its text, at most 20,000 characters; an empty one brings back what is written from the data.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string>? Sections { get; init; }

    /// <summary>What the public is told of single measures, where it is not the usual.</summary>
    [Id(3)] public IReadOnlyList<NoticeMark>? Marks { get; init; }

    /// <summary>Telephone numbers that the public may read; all others are never public.</summary>
    [Id(4)] public IReadOnlyList<string>? Phones { get; init; }
}

/// <summary>征求意见：a comment on a draft.</summary>
[GenerateSerializer, Immutable, Alias("comment-notice"), Needs(Roles.Reviewer | Roles.Leader)]
public sealed record CommentNotice : NoticeCommand
{
    /// <summary>1 to 2,000 characters.</summary>
    [Id(0)] public required string Text { get; init; }

    /// <summary>The section that is meant.</summary>
    [Id(1)] public string? Section { get; init; }
}

/// <summary>定稿：the plan is sealed, every number is held against the trail, and the text is fixed for good.</summary>
[GenerateSerializer, Immutable, Alias("freeze-notice"), Needs(Roles.Reviewer)]
public sealed record FreezeNotice : NoticeCommand
{
    /// <summary>SHA-256 of the inside text that was read; another text is refused.</summary>
    [Id(0)] public required string Seen { get; init; }
}

/// <summary>撤回：a draft is given up.</summary>
[GenerateSerializer, Immutable, Alias("withdraw-notice"), Needs(Roles.Reviewer)]
public sealed record WithdrawNotice : NoticeCommand
{
    [Id(0)] public required string Reason { get; init; }
}

/// <summary>What of a measure may be told.</summary>
[GenerateSerializer, Alias("notice-field")]
public enum NoticeField
{
    /// <summary>整改成效.</summary>
    Outcome = 1,

    /// <summary>建章立制.</summary>
    Institution = 2,

    /// <summary>牵头单位.</summary>
    LeadUnit = 3,

    /// <summary>完成时限.</summary>
    Deadline = 4,

    /// <summary>The words of the measure itself.</summary>
    Text = 5,
}

/// <summary>Exactly these fields of a measure are public.</summary>
[GenerateSerializer, Immutable, Alias("notice-mark")]
public sealed record NoticeMark
{
    /// <summary>What is public of a measure without a mark.</summary>
    public static readonly IReadOnlyList<NoticeField> Usual = [NoticeField.Text, NoticeField.Outcome, NoticeField.Institution, NoticeField.LeadUnit];

    [Id(0)] public required int Measure { get; init; }
    [Id(1)] public required IReadOnlyList<NoticeField> Public { get; init; }
}

/// <summary>Whom a text is for.</summary>
[GenerateSerializer, Alias("notice-scope")]
public enum NoticeScope
{
    /// <summary>内部.</summary>
    Inside = 1,

    /// <summary>公开.</summary>
    Public = 2,
}

[GenerateSerializer, Alias("notice-status")]
public enum NoticeStatus
{
    /// <summary>草稿.</summary>
    Draft = 1,

    /// <summary>已定稿.</summary>
    Frozen = 2,

    /// <summary>已撤回.</summary>
    Withdrawn = 3,
}

[GenerateSerializer, Immutable, Alias("notice-envelope")]
public sealed record NoticeEnvelope
{
    /// <summary>Idempotency-Key: the same command under it is applied once.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required Actor Actor { get; init; }
    [Id(2)] public required NoticeCommand Command { get; init; }

    /// <summary>The notice's number; 0 when one is drafted.</summary>
    [Id(3)] public int No { get; init; }

    /// <summary>If-Match: the version the sender saw.</summary>
    [Id(4)] public long? IfVersion { get; init; }
}

/// <summary>Either refusals, or the notice as it is now.</summary>
[GenerateSerializer, Immutable, Alias("notice-outcome")]
public sealed record NoticeOutcome : IOutcome
{
    /// <summary>Several where several numbers are wrong; the first gives the code.</summary>
    [Id(0)] public IReadOnlyList<Refusal> Refusals { get; init; } = [];
    [Id(1)] public NoticeView? Notice { get; init; }
    [Id(2)] public bool Repeated { get; init; }

    Refusal? IOutcome.Refusal => Refusals.Count > 0 ? Refusals[0] : null;

    public static implicit operator NoticeOutcome(Refusal refusal) => new() { Refusals = [refusal] };
}

/// <summary>A notice as those inside see it, without its text.</summary>
[GenerateSerializer, Immutable, Alias("notice-view")]
public sealed record NoticeView
{
    /// <summary>Its number within the plan, from 1.</summary>
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required NoticeStatus Status { get; init; }
    [Id(2)] public required string Title { get; init; }
    [Id(3)] public required string Issuer { get; init; }
    [Id(4)] public required string By { get; init; }
    [Id(5)] public required DateTimeOffset At { get; init; }

    /// <summary>Sections that somebody typed.</summary>
    [Id(6)] public required IReadOnlyDictionary<string, string> Typed { get; init; }
    [Id(7)] public required IReadOnlyList<NoticeMark> Marks { get; init; }
    [Id(8)] public required IReadOnlyList<string> Phones { get; init; }
    [Id(9)] public required IReadOnlyList<NoticeComment> Comments { get; init; }
    [Id(10)] public NoticeFrozenView? Frozen { get; init; }

    /// <summary>Why it was given up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(11)] public string? Withdrawn { get; init; }
    [Id(12)] public required long Version { get; init; }
}

[GenerateSerializer, Immutable, Alias("notice-comment")]
public sealed record NoticeComment
{
    [Id(0)] public required string Text { get; init; }
    [Id(1)] public string? Section { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required DateTimeOffset At { get; init; }
}

/// <summary>What fixes a notice for good.</summary>
[GenerateSerializer, Immutable, Alias("notice-frozen-view")]
public sealed record NoticeFrozenView
{
    [Id(0)] public required string By { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>The seal that the numbers were held against.</summary>
    [Id(2)] public required long Seal { get; init; }

    /// <summary>封存根值 of that seal.</summary>
    [Id(3)] public required string Root { get; init; }

    /// <summary>SHA-256 of the text for the inside, as its JSON's bytes.</summary>
    [Id(4)] public required string Inside { get; init; }

    /// <summary>SHA-256 of the text for the public.</summary>
    [Id(5)] public required string Public { get; init; }
}

/// <summary>A number that does not agree with the trail.</summary>
[GenerateSerializer, Immutable, Alias("notice-finding")]
public sealed record NoticeFinding
{
    /// <summary>The section it stands in.</summary>
    [Id(0)] public required string Section { get; init; }

    /// <summary>The words around it.</summary>
    [Id(1)] public required string Quote { get; init; }

    /// <summary>What it says it is.</summary>
    [Id(2)] public required string Figure { get; init; }
    [Id(3)] public required string Said { get; init; }

    /// <summary>What it is by the trail.</summary>
    [Id(4)] public required string Right { get; init; }
}

/// <summary>The text of a notice for one scope, and, of a draft, what is wrong with its numbers.</summary>
[GenerateSerializer, Immutable, Alias("notice-reading")]
public sealed record NoticeReading
{
    [Id(0)] public required NoticeBody Body { get; init; }

    /// <summary>SHA-256 of the body's canonical JSON.</summary>
    [Id(1)] public required string Sha256 { get; init; }

    /// <summary>Numbers that do not agree with the trail; empty of a frozen one.</summary>
    [Id(2)] public required IReadOnlyList<NoticeFinding> Findings { get; init; }

    /// <summary>Measures that were signed off when the draft was last edited and are not any more.</summary>
    [Id(3)] public required IReadOnlyList<int> Reopened { get; init; }

    /// <summary>The bytes whose hash it is.</summary>
    [JsonIgnore]
    [Id(4)] public byte[] Bytes { get; init; } = [];
}
