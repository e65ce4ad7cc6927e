using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.Plans;

/// <summary>What the chain of a plan records. Its JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlanImported), "imported")]
[JsonDerivedType(typeof(PlanTakenOver), "takenOver")]
[JsonDerivedType(typeof(AmendmentProposed), "amendmentProposed")]
[JsonDerivedType(typeof(AmendmentStepApproved), "amendmentStepApproved")]
[JsonDerivedType(typeof(AmendmentReturned), "amendmentReturned")]
[JsonDerivedType(typeof(AmendmentWithdrawn), "amendmentWithdrawn")]
[JsonDerivedType(typeof(PlanAmended), "amended")]
[JsonDerivedType(typeof(ObjectionOpened), "objectionOpened")]
[JsonDerivedType(typeof(ObjectionPlanned), "objectionPlanned")]
[JsonDerivedType(typeof(PlanClosed), "planClosed")]
[JsonDerivedType(typeof(PlanReopened), "planReopened")]
public abstract record PlanEvent;

/// <summary>The plan was brought in as approved; from now on it is in force.</summary>
public sealed record PlanImported : PlanEvent
{
    public required int Roster { get; init; }

    /// <summary>SHA-256 over all lines of the roster version, hexadecimal.</summary>
    public required string RosterHash { get; init; }
    public required int Problems { get; init; }
    public required int Measures { get; init; }

    /// <summary>The paper it was approved by.</summary>
    public string? Document { get; init; }

    /// <summary>The entry of the draft's chain up to which it was approved, and its hash; left out where it was approved elsewhere.</summary>
    public long? DraftVersion { get; init; }
    public string? DraftHash { get; init; }
}

/// <summary>A plan that was stored before plans had chains: its roster of then is where the chain begins.</summary>
public sealed record PlanTakenOver : PlanEvent
{
    public required int Roster { get; init; }
    public required string RosterHash { get; init; }
    public required int Problems { get; init; }
    public required int Measures { get; init; }
}

public sealed record AmendmentProposed : PlanEvent
{
    public required int Amendment { get; init; }
    public required string Reason { get; init; }
    public string? Document { get; init; }

    /// <summary>SHA-256 over the lines as they are to be, hexadecimal.</summary>
    public required string Fingerprint { get; init; }
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>Units it concerns; nobody of them decides on it.</summary>
    public required IReadOnlyList<string> Units { get; init; }
}

public sealed record AmendmentStepApproved : PlanEvent
{
    public required int Amendment { get; init; }
    public required ReviewStep Step { get; init; }
    public required string Fingerprint { get; init; }
}

public sealed record AmendmentReturned : PlanEvent
{
    public required int Amendment { get; init; }
    public required ReviewStep Step { get; init; }
    public required string Reason { get; init; }
}

public sealed record AmendmentWithdrawn : PlanEvent
{
    public required int Amendment { get; init; }
}

/// <summary>An amendment came into force: the next roster version differs from the one before by its lines.</summary>
public sealed record PlanAmended : PlanEvent
{
    public required int Amendment { get; init; }
    public required int Roster { get; init; }

    /// <summary>SHA-256 over the hash of the version before and the lines that changed, hexadecimal.</summary>
    public required string RosterHash { get; init; }
}

/// <summary>公示期 began.</summary>
public sealed record ObjectionOpened : PlanEvent
{
    public required string Reason { get; init; }
    public string? Document { get; init; }
    public required int WorkingDays { get; init; }

    /// <summary>By the working days that were known then.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>The last day was counted in a year whose working days were not known; otherwise nothing.</summary>
    public bool? Provisional { get; init; }
}

/// <summary>公示期：the working days of the year became known, or other ones than were thought: its last day was counted anew.</summary>
public sealed record ObjectionPlanned : PlanEvent
{
    public required DateOnly LastDay { get; init; }

    /// <inheritdoc cref="ObjectionOpened.Provisional"/>
    public bool? Provisional { get; init; }
}

/// <summary>An amendment that proposed it was approved: the plan is closed.</summary>
public sealed record PlanClosed : PlanEvent
{
    public required int Amendment { get; init; }

    /// <summary>The seal made for it, and the figures of the whole plan as it says them.</summary>
    public required long Seal { get; init; }
    public required string Root { get; init; }
    public required IReadOnlyDictionary<string, long> Figures { get; init; }
}

public sealed record PlanReopened : PlanEvent
{
    public required string Reason { get; init; }
    public string? Document { get; init; }
}

/// <summary>The canonical JSON of plans' chains.</summary>
[JsonSerializable(typeof(ChainEntry<PlanEvent>))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    public static PlanJson Canonical { get; } = new(ChainJson.Rules());
}
