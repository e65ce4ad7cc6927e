using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Problems;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Gateway.History;

/// <summary>Reads NDJSON of past commands. Looks at form only, and finds everything that is wrong before anything is applied.</summary>
internal static class HistoryReader
{
    private const string ProblemSignOff = "signOffProblem";

    private static readonly Dictionary<string, CommandReader> Commands = new(StringComparer.Ordinal)
    {
        ["claim"] = Of(MeasuresJson.Api.ClaimMeasure),
        ["report"] = Of(MeasuresJson.Api.ReportProgress),
        ["confirm"] = Of(MeasuresJson.Api.ConfirmAssignment),
        ["requestSignOff"] = Of(MeasuresJson.Api.RequestSignOff),
        ["withdrawSignOff"] = Of(MeasuresJson.Api.WithdrawSignOff),
        ["reviewSignOff"] = Of(MeasuresJson.Api.ReviewSignOff),
        ["requestExtension"] = Of(MeasuresJson.Api.RequestExtension),
        ["reviewExtension"] = Of(MeasuresJson.Api.ReviewExtension),
        ["proposeBasicallyDone"] = Of(MeasuresJson.Api.ProposeBasicallyDone),
        ["reviewBasicallyDone"] = Of(MeasuresJson.Api.ReviewBasicallyDone),
        ["reopen"] = Of(MeasuresJson.Api.ReopenMeasure),
        ["registerInstitution"] = Of(MeasuresJson.Api.RegisterInstitution),
        ["recordStandingCheck"] = Of(MeasuresJson.Api.RecordStandingCheck),
        ["requestWaiting"] = Of(MeasuresJson.Api.RequestWaiting),
        ["reviewWaiting"] = Of(MeasuresJson.Api.ReviewWaiting),
        ["endWaiting"] = Of(MeasuresJson.Api.EndWaiting),
    };

    /// <summary>The lines, or at most <see cref="PlanLimits.MaxErrors"/> of the errors, each with a pointer <c>/lines/N/…</c>.</summary>
    public static (IReadOnlyList<HistoryLine> Lines, IReadOnlyList<Refusal> Errors) Read(ReadOnlyMemory<byte> ndjson)
    {
        var lines = new List<HistoryLine>();
        var errors = new List<Refusal>();
        for (var number = 0; !ndjson.IsEmpty && errors.Count < PlanLimits.MaxErrors; number++)
        {
            var end = ndjson.Span.IndexOf((byte)'\n');
            var text = end < 0 ? ndjson : ndjson[..end];
            ndjson = end < 0 ? default : ndjson[(end + 1)..];
            if (text.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }

            if (Read(text, number, out var line) is { } error)
            {
                errors.Add(error with { Pointer = string.Create(CultureInfo.InvariantCulture, $"/lines/{number}{error.Pointer}") });
            }
            else
            {
                lines.Add(line!);
            }
        }

        return (lines, errors);
    }

    private static Refusal? Read(ReadOnlyMemory<byte> text, int number, out HistoryLine? line)
    {
        line = null;
        if (BodyText.Wrong(text.Span) is { } wrong)
        {
            return wrong;
        }

        try
        {
            return JsonSerializer.Deserialize(text.Span, HistoryJson.Api.HistoryRecord) is { } record
                ? Read(record, number, out line)
                : HttpRefusals.FieldType("");
        }
        catch (JsonException e)
        {
            return BodyErrors.Explain(text, HistoryJson.Api.HistoryRecord, e);
        }
    }

    private static Refusal? Read(HistoryRecord record, int number, out HistoryLine? line)
    {
        line = null;
        if (!IdempotencyKey.IsKey(record.Id))
        {
            return HttpRefusals.HistoryIdMalformed;
        }

        if (record.Measure is null == record.Problem is null)
        {
            return HttpRefusals.HistoryTargetMissing;
        }

        var actor = record.Actor;
        if (!Ids.IsValid(actor.Account) || !RoleWords.TryRead(actor.Roles, out var roles, out _))
        {
            return HttpRefusals.HistoryActorMalformed;
        }

        var read = new HistoryLine
        {
            Line = number,
            Id = record.Id,
            At = record.At,
            No = (record.Measure ?? record.Problem)!.Value,
            Actor = new() { Account = actor.Account, Roles = roles, Units = actor.Units, Leaders = actor.Leaders },
        };
        return ReadCommand(record, read, out line);
    }

    private static Refusal? ReadCommand(HistoryRecord record, HistoryLine read, out HistoryLine? line)
    {
        line = null;
        var isOfProblem = record.Problem is not null;
        var reader = isOfProblem ? null : Commands.GetValueOrDefault(record.Command);
        if (isOfProblem ? record.Command != ProblemSignOff : reader is null)
        {
            return HttpRefusals.HistoryCommandUnknown;
        }

        var body = record.Body ?? JsonElement.Parse("{}");
        try
        {
            line = reader is null
                ? read with { SignOff = body.Deserialize(ProblemsJson.Api.SignOffProblem) }
                : read with { Command = reader.Read(body) };
            return line.SignOff is null && line.Command is null ? HttpRefusals.FieldType("/body") : null;
        }
        catch (JsonException e)
        {
            var error = BodyErrors.Explain(body, reader?.Type ?? ProblemsJson.Api.SignOffProblem, e);
            return error with { Pointer = "/body" + error.Pointer };
        }
    }

    private static CommandReader Of<T>(JsonTypeInfo<T> type)
        where T : MeasureCommand => new(type, body => body.Deserialize(type));

    private sealed record CommandReader(JsonTypeInfo Type, Func<JsonElement, MeasureCommand?> Read);
}
