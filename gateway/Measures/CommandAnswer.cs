using System.Text.Json.Serialization;
using Rectification.Measures;
using Rectification.Trails;

namespace Rectification.Gateway.Measures;

/// <summary>An acknowledged command: the measure as it is now, and the receipt for readers.</summary>
internal sealed record CommandAnswer
{
    public required MeasureView Measure { get; init; }

    /// <summary>Pass as <c>atLeast</c> to see figures that include the command.</summary>
    public required string Token { get; init; }
}

/// <summary>A review of an extension; its number is in the route.</summary>
[Needs(Roles.Reviewer)]
internal sealed record ReviewBody
{
    public required Decision Decision { get; init; }
    public string? Reason { get; init; }
}

/// <summary>A part of a measure's trail, oldest first.</summary>
internal sealed record MeasureTrailAnswer
{
    public required IReadOnlyList<TrailLine> Entries { get; init; }
    public required long LastVersion { get; init; }

    /// <summary>The newest refusals that touched rights, from the plan's chain of denials; only for those who oversee.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TrailLine>? Denied { get; init; }
}
