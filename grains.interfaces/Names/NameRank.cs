namespace Rectification.Names;

/// <summary>How well a name fits what was typed; the better, the smaller.</summary>
public enum NameRank
{
    /// <summary>It is the name, or the id.</summary>
    Exact = 0,

    /// <summary>The name begins so.</summary>
    Beginning = 1,

    /// <summary>First letters of its characters, as they are read in this name, from its beginning.</summary>
    Initials = 2,

    /// <summary>Its syllables from its beginning, whole or cut short.</summary>
    Syllables = 3,

    /// <summary>Initials or syllables from its beginning, by another reading of a character.</summary>
    OtherReading = 4,

    /// <summary>It stands somewhere in the name.</summary>
    Part = 5,

    /// <summary>Initials or syllables, by any reading, somewhere in the name.</summary>
    PartAsRead = 6,

    /// <summary>It is not found in the name.</summary>
    None = 7,
}
