using System.Text.Json.Serialization;
using Rectification.Digests;

namespace Rectification.Notifications;

/// <summary>通知：something people should hear of. Delivered at least once; receivers recognise repeats by <see cref="Id"/>.</summary>
[GenerateSerializer, Immutable, Alias("notification")]
public sealed record Notification
{
    /// <summary>Unique within the plan and always the same for the same happening, for example <c>measure.12.7</c>.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required NotificationKind Kind { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>The measure it is about, if it is about one.</summary>
    [Id(3)] public int? Measure { get; init; }
    [Id(4)] public int? Problem { get; init; }
    [Id(5)] public string? Unit { get; init; }

    /// <summary>Who should hear of it.</summary>
    [Id(6)] public required IReadOnlyList<Audience> Audience { get; init; }

    /// <summary>One sentence for people.</summary>
    [Id(7)] public required string Zh { get; init; }
    [Id(8)] public required string En { get; init; }

    /// <summary>The amendment of the plan it is about, if it is about one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(9)] public int? Amendment { get; init; }

    /// <summary>The weekly digest it is about, with the hash of its figures, if it is about one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(10)] public DigestEntry? Digest { get; init; }

    /// <summary>Whether it is about a draft of the plan, which may not be in force yet.</summary>
    [JsonIgnore]
    public bool IsOfDraft => Kind is NotificationKind.DraftHandedOver or NotificationKind.DraftSubmitted or NotificationKind.DraftApproved
        or NotificationKind.DraftReturned or NotificationKind.DraftCommented;
}

/// <summary>Kinds of notifications; their JSON names are for ever.</summary>
[GenerateSerializer, Alias("notification-kind")]
public enum NotificationKind
{
    SignOffRequested = 1,
    SignOffStepApproved = 2,
    SignOffReturned = 3,
    SignedOff = 4,
    ExtensionRequested = 5,
    ExtensionApproved = 6,
    ExtensionReturned = 7,
    BasicallyDoneProposed = 8,
    BasicallyDoneDecided = 9,
    Reopened = 10,
    StandingCheckFailed = 11,

    /// <summary>预警：a light is on and has been for a step of the plan's escalation.</summary>
    Escalated = 12,

    /// <summary>督办单 issued.</summary>
    OrderIssued = 13,
    OrderAnswered = 14,
    OrderClosed = 15,

    /// <summary>再次督办：the first order was not answered in time.</summary>
    OrderRepeated = 16,
    LookBackDrawn = 17,
    LookBackFailed = 18,
    ProblemSignedOff = 19,
    TasksHandedOver = 20,

    /// <summary>等待外部 asked for.</summary>
    WaitingRequested = 21,

    /// <summary>Approved or returned.</summary>
    WaitingDecided = 22,

    /// <summary>Ended before its day, taken back, or over on its day.</summary>
    WaitingEnded = 23,

    /// <summary>方案调整 waits for somebody's approval.</summary>
    AmendmentProposed = 24,
    AmendmentDecided = 25,

    /// <summary>An amendment reached a measure.</summary>
    Replanned = 26,

    /// <summary>方案草案：a problem's part was brought in for its lead unit to draft.</summary>
    DraftHandedOver = 27,

    /// <summary>Measures of a part were drafted and wait for the office.</summary>
    DraftSubmitted = 28,

    /// <summary>A step approved a part.</summary>
    DraftApproved = 29,
    DraftReturned = 30,
    DraftCommented = 31,

    /// <summary>每周汇总 was frozen.</summary>
    DigestFrozen = 32,

    /// <summary>A supporting unit has reported 100 % and waits for the lead unit to confirm it.</summary>
    SupportDone = 33,
}

/// <summary>People by what they are in the plan; who that is, is found when it is delivered.</summary>
[GenerateSerializer, Immutable, Alias("audience")]
public sealed record Audience
{
    [Id(0)] public required AudienceKind Kind { get; init; }

    /// <summary>The unit's or leader's id or the account's name; <see langword="null"/> for the office.</summary>
    [Id(1)] public string? Id { get; init; }

    public static Audience Unit(string unit) => new() { Kind = AudienceKind.Unit, Id = unit };

    public static Audience Leader(string leader) => new() { Kind = AudienceKind.Leader, Id = leader };

    public static Audience Account(string account) => new() { Kind = AudienceKind.Account, Id = account };

    public static readonly Audience Office = new() { Kind = AudienceKind.Office };
}

[GenerateSerializer, Alias("audience-kind")]
public enum AudienceKind
{
    /// <summary>Reporters who act for the unit.</summary>
    Unit = 1,

    /// <summary>Accounts with the role leader that act for the leader.</summary>
    Leader = 2,

    /// <summary>Reviewers: the rectification office（整改办）.</summary>
    Office = 3,
    Account = 4,
}
