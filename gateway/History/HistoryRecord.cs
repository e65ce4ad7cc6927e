using System.Text.Json;
using System.Text.Json.Serialization;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.History;

/// <summary>One line of NDJSON: a past command, who gave it and when.</summary>
internal sealed record HistoryRecord
{
    /// <summary>Applied once per account and measure, however often it is brought in.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, ISO 8601 with an offset.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public required DateTimeOffset At { get; init; }

    /// <summary>The measure's number; or else <see cref="Problem"/>.</summary>
    public int? Measure { get; init; }
    public int? Problem { get; init; }

    /// <summary>For a measure: claim, report, confirm, requestSignOff, withdrawSignOff, reviewSignOff, requestExtension, reviewExtension,
    /// proposeBasicallyDone, reviewBasicallyDone, reopen, registerInstitution, recordStandingCheck,
    /// requestWaiting, reviewWaiting, endWaiting. For a problem: signOffProblem.</summary>
    public required string Command { get; init; }
    public required HistoryActor Actor { get; init; }
    public JsonElement? Body { get; init; }
}

internal sealed record HistoryActor
{
    public required string Account { get; init; }
    public required IReadOnlyList<string> Roles { get; init; }
    // A setter, not init: generated metadata would overwrite the default.
    public IReadOnlyList<string> Units { get; set; } = [];
    public IReadOnlyList<string> Leaders { get; set; } = [];
}

/// <summary>What came of bringing history in.</summary>
internal sealed record HistoryAnswer
{
    public required int Applied { get; init; }

    /// <summary>Lines that had been applied before.</summary>
    public required int Repeated { get; init; }
    public required IReadOnlyList<HistoryRefusal> Refused { get; init; }
}

internal sealed record HistoryRefusal
{
    /// <summary>Counted from 0, blank lines included.</summary>
    public required int Line { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
}
