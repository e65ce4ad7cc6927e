using System.Text.Json.Serialization;

namespace Rectification.Benchmarks.Load;

/// <summary>What the load generator shall do: a closed loop, one request in flight a connection.</summary>
internal sealed record LoadSpec
{
    public required int Port { get; init; }

    /// <summary>A second server that takes every other connection; null for none.</summary>
    public int? OtherPort { get; init; }

    public required int Connections { get; init; }

    /// <summary>Requests sent before the measured part; their latencies are thrown away, their statuses are not.</summary>
    public required int WarmUpRequests { get; init; }

    /// <summary>The measured part ends after this many requests or <see cref="MaxSeconds"/>, whichever comes first.</summary>
    public required int MaxRequests { get; init; }

    public required double MaxSeconds { get; init; }

    /// <summary>Requests offered a second, whatever becomes of them; null: each connection sends the next one when it was answered.</summary>
    public double? PerSecond { get; init; }

    /// <summary>Whether 429 and 503 are counted apart instead of spoiling the run.</summary>
    public bool CountsRefused { get; init; }

    /// <summary>Whether who was refused asks again only after what <c>Retry-After</c> says; others ask at once.</summary>
    public bool ObeysRetryAfter { get; init; }

    public required IReadOnlyList<LoadTarget> Targets { get; init; }
}

/// <summary>One kind of request; the generator walks through the targets in turn.</summary>
internal sealed record LoadTarget
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Bearer key, or null for a request without one.</summary>
    public string? Key { get; init; }

    /// <summary>JSON body, or null. A POST gets an <c>Idempotency-Key</c> of its own with every request.</summary>
    public string? Body { get; init; }
}

[JsonSerializable(typeof(LoadSpec))]
[JsonSerializable(typeof(LoadResult))]
internal sealed partial class LoadJson : JsonSerializerContext;
