using Orleans.Concurrency;
using Rectification.Trails;

namespace Rectification.Orders;

/// <summary>督办单：all supervision orders of a plan (key: plan), each accepted act one line of their chain.</summary>
[Alias("orders")]
public interface IOrderGrain : IChainGrain
{
    /// <summary>Decides, writes once, tells the outbox. Trying again with the same id is harmless.</summary>
    [Alias("submit")]
    Task<OrderOutcome> Submit(OrderEnvelope envelope);

    /// <summary>
    /// The refusal, on record as a denial, of a command that its sender may not send whatever stands in it; <see langword="null"/> if he may, or has done.
    /// For whoever looks at what a command names before submitting it: right goes before that.
    /// </summary>
    [Alias("deny"), AlwaysInterleave]
    Task<Refusal?> Deny(OrderEnvelope envelope);

    [Alias("get"), AlwaysInterleave]
    Task<OrderView?> Get(int no);

    /// <summary>The order with what the reader may do about it. Whether he may see it is asked elsewhere.</summary>
    [Alias("get-for"), AlwaysInterleave]
    Task<OrderView?> GetFor(int no, Actor reader);

    /// <summary>Why the actor may issue no order of this plan; <see langword="null"/>: he may.</summary>
    [Alias("may-issue"), AlwaysInterleave]
    Task<Refusal?> MayIssue(Actor actor);

    /// <summary>One page in order of number.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<OrderPage> List(OrderFilter filter);

    /// <summary>Every order a reader may see, in few bytes, for whoever sorts and counts them all and shows some.</summary>
    [Alias("board"), AlwaysInterleave]
    Task<OrderBoard> Board(OrderBoardFilter filter);

    /// <summary>The orders of these numbers, in this order; a number without an order is left out.</summary>
    [Alias("some"), AlwaysInterleave]
    Task<IReadOnlyList<OrderView>> Some(IReadOnlyList<int> numbers);

    /// <summary>Looks soon whether an order went unanswered; does not wait for it.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task Wake();
}

[GenerateSerializer, Immutable, Alias("order-filter")]
public sealed record OrderFilter
{
    [Id(0)] public string? Unit { get; init; }
    [Id(1)] public OrderStatus? Status { get; init; }

    /// <summary>Only orders with a number above this.</summary>
    [Id(2)] public int After { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(3)] public int Limit { get; init; } = 100;

    /// <summary>Only orders addressed to one of these units; <see langword="null"/>: all.</summary>
    [Id(4)] public IReadOnlyList<string>? VisibleUnits { get; init; }

    /// <summary>Only orders about this measure.</summary>
    [Id(5)] public int? Measure { get; init; }
}

[GenerateSerializer, Immutable, Alias("order-page")]
public sealed record OrderPage
{
    [Id(0)] public required IReadOnlyList<OrderView> Items { get; init; }

    /// <summary>Pass as <see cref="OrderFilter.After"/> for the next page; <see langword="null"/> at the end.</summary>
    [Id(1)] public int? Next { get; init; }
}
