using System.Text.Json.Serialization;
using Rectification.LookBacks;
using Rectification.Measures;

namespace Rectification.Gateway.LookBacks;

/// <summary>A filed check sheet; where it failed, with the measure that is back to work and the receipt for figures without it.</summary>
internal sealed record SheetAnswer
{
    public required LookBackView LookBack { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeasureView? Measure { get; init; }

    /// <summary>Pass as <c>atLeast</c> to see figures that no longer count the measure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }
}
