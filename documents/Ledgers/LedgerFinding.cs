using System.Text.Json.Serialization;

namespace Rectification.Documents.Ledgers;

/// <summary>What one rule has to say about a value, before it is known where the value stands.</summary>
/// <param name="Code">Stable: <c>ledger.…</c>, each listed in <see cref="LedgerCodes"/>.</param>
/// <param name="Candidates">What may be offered instead; never taken by itself.</param>
public sealed record Remark(string Code, params IReadOnlyList<string> Candidates)
{
    /// <summary>The part of the cell it is about; <see langword="null"/>: all of it.</summary>
    public string? Written { get; init; }
}

/// <summary>Something to be told at a cell of the ledger.</summary>
public sealed record LedgerFinding
{
    /// <summary><c>L14</c>, a range <c>K9:L9</c>, or with the sheet before it where more than one is read: <c>任务清单！B9</c>.</summary>
    public required string Cell { get; init; }

    public required string Code { get; init; }

    /// <summary>Whether a person has to answer before the ledger is taken in (the value was left open).</summary>
    public bool Question { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    /// <summary>What stands there, or the part of it that is asked about; left out where nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Written { get; init; }

    /// <summary>What may be chosen from; empty when there is nothing to offer.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];
}
