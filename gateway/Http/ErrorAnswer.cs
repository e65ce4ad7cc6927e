using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>Further members beside these (RFC 9457, 3.2), where an endpoint has more to say.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Members { get; set; }
}

/// <summary>One thing that is wrong, and where.</summary>
internal sealed record ErrorItem
{
    /// <summary>JSON pointer into the body; empty when it is about the whole.</summary>
    public required string Pointer { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
}
