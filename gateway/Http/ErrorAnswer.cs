using System.Text.Json.Serialization;
using Rectification.Gateway.History;

namespace Rectification.Gateway.Http;

/// <summary>A "no" over HTTP: RFC 9457 problem details.</summary>
internal sealed record ErrorAnswer
{
    /// <summary>A URI that names the sort of problem; it never changes.</summary>
    public required string Type { get; init; }

    /// <summary>The sentence, in the language asked for.</summary>
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Detail { get; init; }

    /// <summary>Stable code, for example <c>measure.percent-falls</c>.</summary>
    public required string Code { get; init; }
    public required IReadOnlyList<ErrorItem> Errors { get; init; }
    public required string TraceId { get; init; }

    /// <summary>What was done all the same; only for history, which is applied line by line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HistoryAnswer? Result { get; init; }
}

/// <summary>One thing that is wrong, and where.</summary>
internal sealed record ErrorItem
{
    /// <summary>JSON pointer into the body; empty when it is about the whole.</summary>
    public required string Pointer { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
}
