namespace Rectification.Tests.Storage;

/// <summary>What a store does not do by its design. The product's own stores have no such limits; who uses another one must know them.</summary>
[Flags]
public enum DesignLimits
{
    None = 0,

    /// <summary>A tag that none of the service's can be is an error, though not that of a conflict (Azure Table).</summary>
    TagsAreOfOneForm = 1,

    /// <summary>Keys that differ only in which of <c>/ \ # ? _</c> they have are one row, and a control character is refused (Azure Table).</summary>
    OddCharactersCollide = 2,
}
