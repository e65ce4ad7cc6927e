using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Storage;

namespace Rectification.Problems;

/// <summary>A problem's sign-off as sealed.</summary>
public sealed record ProblemTrailEntry : LivedEntry, IChainEntry
{
    public required string Statement { get; init; }

    /// <summary>How often each measure had been signed off; the sign-off holds as long as that is so.</summary>
    public required IReadOnlyDictionary<int, int> SignOffs { get; init; }

    /// <summary>The command is its statement.</summary>
    string IChainEntry.Body => Statement;

    /// <summary>A problem's trail: all of it is in its row, see <see cref="ProblemRow.MaxSignOffs"/>.</summary>
    internal static Chain<ProblemTrailEntry> Chain(RowStore rows, NumberKey problem) =>
        new(new("problem-page", PageBytes: int.MaxValue, ProblemJson.Canonical.ProblemTrailEntry), rows, problem.ToString());
}

/// <summary>The canonical JSON of problems' trails.</summary>
[JsonSerializable(typeof(ProblemTrailEntry))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    public static ProblemJson Canonical { get; } = new(ChainJson.Rules());
}
