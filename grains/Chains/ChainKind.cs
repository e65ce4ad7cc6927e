using System.Text.Json.Serialization.Metadata;

namespace Rectification.Chains;

/// <summary>How the chains of one kind are kept.</summary>
/// <param name="PageType">Row type of sealed pages; for ever.</param>
/// <param name="PageBytes">A page of this many bytes is sealed.</param>
/// <param name="Json">The canonical JSON of an entry.</param>
internal sealed record ChainKind<TEntry>(string PageType, int PageBytes, JsonTypeInfo<TEntry> Json)
    where TEntry : class, IChainEntry
{
    /// <summary>How many of the newest entries are known again when their command is repeated.</summary>
    public int Remembered { get; init; } = 10_000;

    /// <summary>How long after it was recorded an entry is known again; <see langword="null"/> for no end.</summary>
    public TimeSpan? Memory { get; init; }
}
