using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Plans;

/// <summary>
/// 方案草案：a plan (the key) before it is in force. Each problem is a part of its own: its lead unit drafts the measures, the office and the leader
/// responsible approve or return what they saw. Nobody reports on a draft, and nothing of it counts.
/// </summary>
[Alias("plan-draft")]
public interface IPlanDraftGrain : IChainGrain
{
    /// <summary>Brings a document in as a draft, or as what the draft is to be from now on; problems may still be without measures.</summary>
    [Alias("bring"), ResponseTimeout("00:10:00")]
    Task<DraftOutcome> Bring(PlanDocument document, PlanSource source);

    /// <summary>Adds, changes and removes measures of one problem: the next version of its part.</summary>
    [Alias("change")]
    Task<DraftOutcome> Change(DraftChange change, PlanSource source);

    [Alias("comment")]
    Task<DraftOutcome> Comment(int problem, string text, PlanSource source);

    /// <summary>Takes the next step about one problem's part, or returns it.</summary>
    [Alias("review")]
    Task<DraftOutcome> Review(DraftReview review, PlanSource source);

    /// <summary>Brings the plan into force as it was approved, part by part.</summary>
    [Alias("put-in-force"), ResponseTimeout("00:10:00")]
    Task<DraftOutcome> PutInForce(PlanSource source);

    /// <summary>Notes that somebody who has no right to it wanted to bring a document in, and says so. What he sent is not read.</summary>
    [Alias("deny-bring")]
    Task<Refusal?> DenyBring(PlanSource source);

    /// <summary>The draft with what the reader may do about it, or <see langword="null"/>.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<DraftView?> Get(Actor reader);

    /// <summary>The draft as a document, or <see langword="null"/>.</summary>
    [Alias("document"), AlwaysInterleave]
    Task<PlanDocument?> Document();

    /// <summary>The versions of one problem's part, the newest first, each with what it changed; <see langword="null"/> where there is no such part.</summary>
    [Alias("versions"), AlwaysInterleave]
    Task<IReadOnlyList<DraftVersionView>?> Versions(int problem);
}

/// <summary>The list of all drafts (key <c>all</c>), those in force by now among them.</summary>
[Alias("draft-index")]
public interface IDraftIndexGrain : IGrainWithStringKey
{
    const string Key = "all";

    [Alias("add")]
    Task Add(string plan);

    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<string>> List();
}

/// <summary>Single lines of one problem as they are to be; what a line does not state stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("draft-change")]
public sealed record DraftChange
{
    [Id(0)] public required int Problem { get; init; }

    /// <summary>A number that the draft does not have is added; 0 stands for the next one that is free.</summary>
    [Id(1)] public IReadOnlyList<MeasurePatch> Measures { get; init; } = [];
    [Id(2)] public IReadOnlyList<int> Remove { get; init; } = [];

    /// <summary>Fingerprint of the version it was made on, if that matters.</summary>
    [Id(3)] public string? Seen { get; init; }
}

[GenerateSerializer, Immutable, Alias("draft-review")]
public sealed record DraftReview
{
    [Id(0)] public required int Problem { get; init; }
    [Id(1)] public required Decision Decision { get; init; }

    /// <summary>Of the part as it was seen; an approval is bound to it.</summary>
    [Id(2)] public string? Fingerprint { get; init; }

    /// <summary>Why it is returned.</summary>
    [Id(3)] public string? Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("draft-outcome")]
public sealed record DraftOutcome : IOutcome
{
    /// <summary>Why not; the first gives the code.</summary>
    [Id(0)] public IReadOnlyList<Refusal> Refusals { get; init; } = [];
    [Id(1)] public DraftView? Draft { get; init; }
    [Id(2)] public bool Repeated { get; init; }

    Refusal? IOutcome.Refusal => Refusals.Count > 0 ? Refusals[0] : null;

    public static implicit operator DraftOutcome(Refusal refusal) => new() { Refusals = [refusal] };
}

[GenerateSerializer, Alias("draft-status")]
public enum DraftStatus
{
    /// <summary>待审.</summary>
    Drafted = 1,

    /// <summary>已通过.</summary>
    Approved = 2,

    /// <summary>已退回.</summary>
    Returned = 3,
}

[GenerateSerializer, Immutable, Alias("draft-view")]
public sealed record DraftView
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required string Title { get; init; }
    [Id(2)] public required DateOnly FeedbackDate { get; init; }
    [Id(3)] public required IReadOnlyList<UnitProfile> Units { get; init; }
    [Id(4)] public required IReadOnlyList<Leader> Leaders { get; init; }
    [Id(5)] public required IReadOnlyList<DraftPartView> Parts { get; init; }

    /// <summary>When the plan came into force; from then on nothing of the draft changes.</summary>
    [Id(6)] public DateTimeOffset? InForceAt { get; init; }

    /// <summary>Why it cannot be put in force by who asks; none: it can.</summary>
    [Id(7)] public Refusal? PutInForce { get; init; }
}

/// <summary>One problem of a draft with its measures.</summary>
[GenerateSerializer, Immutable, Alias("draft-part-view")]
public sealed record DraftPartView
{
    [Id(0)] public required ProblemDefinition Problem { get; init; }
    [Id(1)] public required IReadOnlyList<MeasureDefinition> Measures { get; init; }
    [Id(2)] public required DraftStatus Status { get; init; }
    [Id(3)] public required int Version { get; init; }

    /// <summary>SHA-256 over the problem's and its measures' lines, hexadecimal.</summary>
    [Id(4)] public required string Fingerprint { get; init; }
    [Id(5)] public required string By { get; init; }
    [Id(6)] public string? OnBehalfOf { get; init; }
    [Id(7)] public required DateTimeOffset At { get; init; }

    /// <summary>Steps that are approved, of this version.</summary>
    [Id(8)] public required IReadOnlyList<StepView> Steps { get; init; }
    [Id(9)] public ReviewStep? NextStep { get; init; }
    [Id(10)] public ReturnView? Returned { get; init; }
    [Id(11)] public required IReadOnlyList<DraftComment> Comments { get; init; }

    /// <summary>What who asks may do: <c>change</c>, <c>comment</c>, <c>approve</c>, <c>return</c>.</summary>
    [Id(12)] public required IReadOnlyDictionary<string, Refusal?> Allowed { get; init; }
}

[GenerateSerializer, Immutable, Alias("draft-comment")]
public sealed record DraftComment
{
    [Id(0)] public required DateTimeOffset At { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public string? OnBehalfOf { get; init; }

    /// <summary>The version beside which it was written.</summary>
    [Id(3)] public required int Version { get; init; }
    [Id(4)] public required string Text { get; init; }
}

[GenerateSerializer, Immutable, Alias("draft-version-view")]
public sealed record DraftVersionView
{
    [Id(0)] public required int Version { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public string? OnBehalfOf { get; init; }
    [Id(4)] public required string Fingerprint { get; init; }

    /// <summary>What differs from the version before; a measure that was removed has the field <c>-</c>.</summary>
    [Id(5)] public required IReadOnlyList<FieldChange> Changes { get; init; }
}

/// <summary>How large a draft may be. A larger plan is brought in as approved.</summary>
public static class DraftLimits
{
    public const int MaxProblems = 500;
    public const int MaxMeasures = 5_000;
    public const int MaxMeasuresOfProblem = 100;

    /// <summary>Most characters of one part, so that an entry of the chain stays small enough for every store.</summary>
    public const int MaxCharacters = 100_000;
    public const int MaxText = 2_000;

    /// <summary>Most versions, and most comments, of one part.</summary>
    public const int MostOfPart = 500;

    /// <summary>Whether a document has more problems or measures than a draft may have.</summary>
    public static bool IsTooLarge(PlanDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Problems.Count > MaxProblems || document.Measures.Count > MaxMeasures
            || document.Measures.GroupBy(measure => measure.Problem).Any(part => part.Count() > MaxMeasuresOfProblem);
    }
}
