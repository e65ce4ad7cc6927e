namespace Rectification.Chains;

/// <summary>An entry as far as a repeat of its command needs it.</summary>
/// <param name="Version">The entry's.</param>
/// <param name="Body">What the command asked for, as the entry names it; empty in one that is older than bodies.</param>
internal readonly record struct KnownEntry(long Version, string Body)
{
    /// <summary>Whether it is known what the command asked for.</summary>
    public bool HasBody => Body.Length > 0;

    public static KnownEntry Of(IChainEntry entry) => new(entry.Version, entry.Body);

    /// <summary>Whether the command asked for this.</summary>
    public bool IsOf(string body) => Body == body;
}
