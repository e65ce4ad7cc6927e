namespace Rectification.Measures;

/// <summary>A command on its way: who, under which id, and for history when.</summary>
[GenerateSerializer, Immutable, Alias("measure-envelope")]
public sealed record MeasureEnvelope
{
    /// <summary>Idempotency-Key: applied once per (account, measure, id). At most 128 characters.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required Actor Actor { get; init; }
    [Id(2)] public required MeasureCommand Command { get; init; }

    /// <summary>Own time of a past command that is brought in; <see langword="null"/> for a live one.</summary>
    [Id(3)] public DateTimeOffset? HistoricalAt { get; init; }

    /// <summary>If-Match: the version the sender saw.</summary>
    [Id(4)] public long? IfVersion { get; init; }

    /// <summary>
    /// One request of the sender, however often it is asked for on the way: once refused it stays refused, while the same command sent again later is
    /// judged afresh. <see langword="null"/> where nobody asks twice.
    /// </summary>
    [Id(5)] public Guid? Attempt { get; init; }
}

/// <summary>Either a refusal, or the acknowledged outcome.</summary>
[GenerateSerializer, Immutable, Alias("measure-outcome")]
public sealed record MeasureOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }

    /// <summary>The measure as it is now.</summary>
    [Id(1)] public MeasureView? Measure { get; init; }

    /// <summary>The version this command made, also when it is repeated.</summary>
    [Id(2)] public long Version { get; init; }

    /// <summary>Receipt for readers, see <see cref="Rectification.Token"/>.</summary>
    [Id(3)] public string? Token { get; init; }

    /// <summary>The command had been applied before.</summary>
    [Id(4)] public bool Repeated { get; init; }

    public static implicit operator MeasureOutcome(Refusal refusal) => new() { Refusal = refusal };
}
