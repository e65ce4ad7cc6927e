using System.Text.Json.Serialization;
namespace Rectification.LookBacks;

/// <summary>A look-back（回头看）as its reader may see it.</summary>
[GenerateSerializer, Immutable, Alias("look-back-view")]
public sealed record LookBackView
{
    /// <summary>Number within the plan, from 1.</summary>
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required string By { get; init; }
    [Id(3)] public required string Seed { get; init; }
    [Id(4)] public required decimal Share { get; init; }
    [Id(5)] public required int Minimum { get; init; }
    [Id(6)] public string? Unit { get; init; }
    [Id(7)] public int? Problem { get; init; }

    /// <summary>Signed-off measures it was drawn from.</summary>
    [Id(8)] public required int Candidates { get; init; }
    [Id(9)] public required int Drawn { get; init; }
    [Id(10)] public required int Passed { get; init; }
    [Id(11)] public required int Failed { get; init; }

    /// <summary>Drawn, and no sheet filed yet.</summary>
    [Id(12)] public required int Open { get; init; }

    /// <summary>The drawn measures that the reader may see, in the order drawn; empty in lists.</summary>
    [Id(13)] public required IReadOnlyList<DrawnMeasure> Measures { get; init; }
}

[GenerateSerializer, Immutable, Alias("drawn-measure")]
public sealed record DrawnMeasure
{
    [Id(0)] public required int Measure { get; init; }
    [Id(1)] public required int Weight { get; init; }

    /// <summary>Why it weighs more than 1: <c>late</c>, <c>extended</c>, <c>returned</c>, and kinds of paper signals.</summary>
    [Id(2)] public required IReadOnlyList<string> Reasons { get; init; }
    [Id(3)] public CheckSheet? Sheet { get; init; }

    /// <summary>
    /// What who asks may do: <c>file</c> with <see langword="null"/>, or the refusal a sheet that passed would be answered with. Only where one
    /// look-back is asked for; not in the answer to a command.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(4)] public IReadOnlyDictionary<string, Refusal?>? Allowed { get; init; }
}

/// <summary>A check sheet as it was filed.</summary>
[GenerateSerializer, Immutable, Alias("check-sheet")]
public sealed record CheckSheet
{
    [Id(0)] public required bool Passed { get; init; }
    [Id(1)] public required string Findings { get; init; }
    [Id(2)] public required IReadOnlyList<CheckItem> Checks { get; init; }
    [Id(3)] public DateOnly? Until { get; init; }
    [Id(4)] public required string By { get; init; }
    [Id(5)] public required DateTimeOffset At { get; init; }
}

/// <summary>That a look-back drew a measure.</summary>
[GenerateSerializer, Immutable, Alias("drawn-in")]
public sealed record DrawnIn
{
    [Id(0)] public required int LookBack { get; init; }
    [Id(1)] public CheckSheet? Sheet { get; init; }
}

/// <summary>The acts of <see cref="DrawnMeasure.Allowed"/>.</summary>
public static class LookBackActs
{
    public const string FileSheet = "file";
}
