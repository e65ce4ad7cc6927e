using System.Text.Json.Serialization;
using Rectification.Chains;

namespace Rectification.LookBacks;

/// <summary>What happened to a plan's look-backs. Events are the trail: their JSON names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LookBackDrawn), "drawn")]
[JsonDerivedType(typeof(SheetFiled), "sheetFiled")]
public abstract record LookBackEvent;

/// <summary>A draw, with everything needed to repeat it.</summary>
public sealed record LookBackDrawn : LookBackEvent
{
    public required int LookBack { get; init; }
    public required string Seed { get; init; }
    public required decimal Share { get; init; }
    public required int Minimum { get; init; }
    public string? Unit { get; init; }
    public int? Problem { get; init; }

    /// <summary>In order of number.</summary>
    public required IReadOnlyList<DrawCandidate> Candidates { get; init; }

    /// <summary>In the order drawn.</summary>
    public required IReadOnlyList<int> Drawn { get; init; }
}

/// <summary>A measure that could be drawn.</summary>
public sealed record DrawCandidate
{
    public required int Measure { get; init; }
    public required int Weight { get; init; }
    public required IReadOnlyList<string> Reasons { get; init; }
}

public sealed record SheetFiled : LookBackEvent
{
    public required int LookBack { get; init; }
    public required int Measure { get; init; }
    public required bool Passed { get; init; }
    public required string Findings { get; init; }
    public required IReadOnlyList<CheckItem> Checks { get; init; }
    public DateOnly? Until { get; init; }
}

/// <summary>The canonical JSON of look-backs and their commands.</summary>
[JsonSerializable(typeof(ChainEntry<LookBackEvent>))]
[JsonSerializable(typeof(DrawLookBack))]
[JsonSerializable(typeof(SheetCommand))]
internal sealed partial class LookBackJson : JsonSerializerContext
{
    public static LookBackJson Canonical { get; } = new(ChainJson.Rules());
}

/// <summary>What makes one filing differ from another under the same id.</summary>
internal sealed record SheetCommand(int LookBack, int Measure, FileCheckSheet Sheet);
