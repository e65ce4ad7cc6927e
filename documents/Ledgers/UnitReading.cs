namespace Rectification.Documents.Ledgers;

/// <summary>What a column says about the units in it.</summary>
public enum UnitColumn
{
    /// <summary>One column for all: the first leads, unless words say otherwise.</summary>
    All = 1,

    /// <summary>Lead units only.</summary>
    Lead = 2,

    /// <summary>Supporting units only.</summary>
    Supporting = 3
}

/// <summary>The units of a cell.</summary>
public sealed record UnitReading
{
    /// <summary><see langword="null"/> when none is written, or it has to be asked.</summary>
    public string? Lead { get; init; }

    /// <summary>In the order written, each once, without the lead unit.</summary>
    public IReadOnlyList<string> Supporting { get; init; } = [];

    /// <summary>Who stands in the second line or after the slash and is no unit.</summary>
    public string? Person { get; init; }

    /// <summary>Whether some of them come from a word such as 各县（市、区）： that a unit is there twice is then nothing to tell.</summary>
    public bool FromCollective { get; init; }

    /// <summary>How far each unit is, where the cell says so: 乙区（80%）、丙市（已完成）； <see langword="null"/> where it does not.</summary>
    public IReadOnlyDictionary<string, int?>? Progress { get; init; }

    public IReadOnlyList<Remark> Remarks { get; init; } = [];
}
