namespace Rectification.Chains;

/// <summary>An entry as far as a repeat of its command needs it.</summary>
/// <param name="Version">The entry's.</param>
/// <param name="Body">Of the command's body as the entry names it; of an entry that is older than bodies, of nothing.</param>
internal readonly record struct KnownEntry(long Version, TextMark Body)
{
    /// <summary>Whether it is known what the command asked for.</summary>
    public bool HasBody => Body != TextMark.OfNothing;

    public static KnownEntry Of(IChainEntry entry) => new(entry.Version, TextMark.Of(entry.Body));

    /// <summary>Whether the command asked for this.</summary>
    public bool IsOf(string body) => Body == TextMark.Of(body);
}
