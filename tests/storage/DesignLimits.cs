namespace Rectification.Tests.Storage;

/// <summary>What a store does not do by its design. The product's own stores have no such limits; who uses another one must know them.</summary>
[Flags]
public enum DesignLimits
{
    None = 0,

    /// <summary>The grain's type is no part of the key: an equal key under an equal state's name is one row (official AdoNet).</summary>
    TypesCollide = 1,

    /// <summary>Keys that read as hexadecimal numbers or as GUIDs are kept as such: 330106 and 0330106 are one row (official AdoNet).</summary>
    NumbersCollide = 2,

    /// <summary>A clear by who has never seen the row reads it first and clears what it finds (official AdoNet).</summary>
    ClearsWithoutATag = 4,

    /// <summary>Tags are numbers: one that is none is an error, though not that of a conflict (official AdoNet).</summary>
    TagsAreNumbers = 8,

    /// <summary>A key with <c>/ \ # ?</c> or a control character is refused: the service takes none (Azure Table).</summary>
    RefusesOddCharacters = 16,
}
