using System.Collections.Immutable;

namespace Rectification.Storage;

/// <summary>Names in one row, for a list of plans or accounts.</summary>
[GenerateSerializer, Alias("name-list-row")]
public sealed record NameListRow
{
    [Id(0)] public ImmutableSortedSet<string> Names { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}

internal static class NameListExtensions
{
    /// <summary>Adds the name durably; a name that is there already costs nothing.</summary>
    public static async Task AddName(this IPersistentState<NameListRow> stored, string name)
    {
        var before = stored.State;
        if (before.Names.Contains(name))
        {
            return;
        }

        await new Committed<NameListRow>(stored).Write(new() { Names = before.Names.Add(name) });
    }
}
