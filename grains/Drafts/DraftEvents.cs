using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Plans;

namespace Rectification.Drafts;

/// <summary>What the chain of a draft records. Its JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeaderDrafted), "headerDrafted")]
[JsonDerivedType(typeof(PartDrafted), "partDrafted")]
[JsonDerivedType(typeof(PartDropped), "partDropped")]
[JsonDerivedType(typeof(PartCommented), "partCommented")]
[JsonDerivedType(typeof(PartApproved), "partApproved")]
[JsonDerivedType(typeof(PartReturned), "partReturned")]
[JsonDerivedType(typeof(DraftInForce), "inForce")]
public abstract record DraftEvent;

/// <summary>The plan without its problems and measures.</summary>
public sealed record HeaderDrafted : DraftEvent
{
    /// <summary>Numbers the headers of the draft, from 1.</summary>
    public required int Header { get; init; }

    /// <summary>The canonical line, as a roster has it.</summary>
    public required string Line { get; init; }
}

/// <summary>The next version of one problem's part.</summary>
public sealed record PartDrafted : DraftEvent
{
    public required ProblemDefinition Problem { get; init; }
    public required IReadOnlyList<MeasureDefinition> Measures { get; init; }

    /// <summary>SHA-256 over their lines, hexadecimal.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>The document that was brought in has the problem no more.</summary>
public sealed record PartDropped : DraftEvent
{
    public required int Problem { get; init; }
}

public sealed record PartCommented : DraftEvent
{
    public required int Problem { get; init; }
    public required string Text { get; init; }
}

public sealed record PartApproved : DraftEvent
{
    public required int Problem { get; init; }
    public required ReviewStep Step { get; init; }
    public required string Fingerprint { get; init; }
}

public sealed record PartReturned : DraftEvent
{
    public required int Problem { get; init; }
    public required ReviewStep Step { get; init; }
    public required string Reason { get; init; }
}

/// <summary>The plan is in force as it was approved here.</summary>
public sealed record DraftInForce : DraftEvent;

/// <summary>The canonical JSON of drafts' chains, and of what tells a repeat from another act under the same id.</summary>
[JsonSerializable(typeof(ChainEntry<DraftEvent>))]
[JsonSerializable(typeof(DraftChange))]
[JsonSerializable(typeof(DraftReview))]
[JsonSerializable(typeof(string))]
internal sealed partial class DraftJson : JsonSerializerContext
{
    public static DraftJson Canonical { get; } = new(ChainJson.Rules());
}
