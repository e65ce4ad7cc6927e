using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Notices;

/// <summary>A notice after its events so far.</summary>
public sealed record NoticeState
{
    public required int No { get; init; }
    public required string Title { get; init; }
    public required string Issuer { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public ImmutableSortedDictionary<string, string> Typed { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public IReadOnlyList<NoticeMark> Marks { get; init; } = [];
    public IReadOnlyList<string> Phones { get; init; } = [];
    public ImmutableList<NoticeComment> Comments { get; init; } = [];

    /// <summary>Measures that were signed off when the draft was last edited.</summary>
    public IReadOnlyList<int> SignedOff { get; init; } = [];
    public NoticeFrozenView? Frozen { get; init; }
    public string? Withdrawn { get; init; }
    public long Version { get; init; }

    public NoticeStatus Status => Frozen is not null ? NoticeStatus.Frozen : Withdrawn is not null ? NoticeStatus.Withdrawn : NoticeStatus.Draft;

    /// <summary>How an event changes the notice it is about.</summary>
    public static NoticeState Apply(NoticeState? notice, NoticeEvent happened, string by, DateTimeOffset at, long version) => happened switch
    {
        NoticeDrafted e => new()
        {
            No = e.Notice,
            Title = e.Title,
            Issuer = e.Issuer,
            SignedOff = e.SignedOff,
            By = by,
            At = at,
            Version = version,
        },
        NoticeEdited e => notice! with
        {
            Title = e.Title ?? notice.Title,
            Issuer = e.Issuer ?? notice.Issuer,
            Typed = notice.Typed.SetItems((e.Sections ?? new Dictionary<string, string>()).Where(typed => typed.Value.Length > 0))
                .RemoveRange((e.Sections ?? new Dictionary<string, string>()).Where(typed => typed.Value.Length == 0).Select(typed => typed.Key)),
            Marks = e.Marks ?? notice.Marks,
            Phones = e.Phones ?? notice.Phones,
            SignedOff = e.SignedOff,
            Version = version,
        },
        NoticeCommented e => notice! with
        {
            Comments = notice.Comments.Add(new() { Text = e.Text, Section = e.Section, By = by, At = at }),
            Version = version,
        },
        NoticeFrozen e => notice! with
        {
            Frozen = new() { By = by, At = at, Seal = e.Seal, Root = e.Root, Inside = e.Inside, Public = e.Public },
            Version = version,
        },
        NoticeWithdrawn e => notice! with { Withdrawn = e.Reason, Version = version },
        _ => throw new InvalidOperationException($"No evolution for the event {happened.GetType().Name}."),
    };

    public NoticeView View() => new()
    {
        No = No,
        Status = Status,
        Title = Title,
        Issuer = Issuer,
        By = By,
        At = At,
        Typed = Typed,
        Marks = Marks,
        Phones = Phones,
        Comments = Comments,
        Frozen = Frozen,
        Withdrawn = Withdrawn,
        Version = Version,
    };
}

/// <summary>What the chain of notices holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NoticeDrafted), "drafted")]
[JsonDerivedType(typeof(NoticeEdited), "edited")]
[JsonDerivedType(typeof(NoticeCommented), "commented")]
[JsonDerivedType(typeof(NoticeFrozen), "frozen")]
[JsonDerivedType(typeof(NoticeWithdrawn), "withdrawn")]
public abstract record NoticeEvent
{
    [JsonPropertyOrder(-1)] public required int Notice { get; init; }
}

public sealed record NoticeDrafted : NoticeEvent
{
    public required string Title { get; init; }
    public required string Issuer { get; init; }

    /// <summary>Measures signed off at that moment.</summary>
    public required IReadOnlyList<int> SignedOff { get; init; }
}

public sealed record NoticeEdited : NoticeEvent
{
    public string? Title { get; init; }
    public string? Issuer { get; init; }
    public IReadOnlyDictionary<string, string>? Sections { get; init; }
    public IReadOnlyList<NoticeMark>? Marks { get; init; }
    public IReadOnlyList<string>? Phones { get; init; }
    public required IReadOnlyList<int> SignedOff { get; init; }
}

public sealed record NoticeCommented : NoticeEvent
{
    public required string Text { get; init; }
    public string? Section { get; init; }
}

public sealed record NoticeFrozen : NoticeEvent
{
    public required long Seal { get; init; }
    public required string Root { get; init; }

    /// <summary>SHA-256 of the text for the inside.</summary>
    public required string Inside { get; init; }

    /// <summary>SHA-256 of the text for the public.</summary>
    public required string Public { get; init; }
}

public sealed record NoticeWithdrawn : NoticeEvent
{
    public required string Reason { get; init; }
}

/// <summary>The canonical JSON of notices' chain and of commands on them.</summary>
[JsonSerializable(typeof(ChainEntry<NoticeEvent>))]
[JsonSerializable(typeof(NoticeCommand))]
internal sealed partial class NoticeJson : JsonSerializerContext
{
    public static NoticeJson Canonical { get; } = new(ChainJson.Rules());
}
