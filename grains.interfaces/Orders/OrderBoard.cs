namespace Rectification.Orders;

[GenerateSerializer, Immutable, Alias("order-board-filter")]
public sealed record OrderBoardFilter
{
    /// <summary>Who asks: what waits for him is marked.</summary>
    [Id(0)] public required Actor Reader { get; init; }

    /// <summary>Only orders addressed to one of these units; <see langword="null"/>: all.</summary>
    [Id(1)] public IReadOnlyList<string>? VisibleUnits { get; init; }

    /// <summary>Only orders addressed to this unit.</summary>
    [Id(2)] public string? Unit { get; init; }
}

/// <summary>All orders of a plan that somebody may see, as far as it takes to sort and to count them.</summary>
[GenerateSerializer, Immutable, Alias("order-board")]
public sealed record OrderBoard
{
    /// <summary>In order of number.</summary>
    [Id(0)] public required IReadOnlyList<OrderOnBoard> Orders { get; init; }

    /// <summary>Why the reader may issue no order of this plan; <see langword="null"/>: he may.</summary>
    [Id(1)] public Refusal? MayIssue { get; init; }
}

/// <summary>One order on a board.</summary>
/// <param name="No">Its number within the plan.</param>
/// <param name="Status">How it stands today.</param>
/// <param name="Due">The day by whose end it must be answered.</param>
/// <param name="Waits">Whether the next act is the reader's: an answer, or the decision about one.</param>
[GenerateSerializer, Immutable, Alias("order-on-board")]
public readonly record struct OrderOnBoard(
    [property: Id(0)] int No, [property: Id(1)] OrderStatus Status, [property: Id(2)] DateOnly Due, [property: Id(3)] bool Waits);
