using System.Globalization;
using System.Text.Json;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.History;

/// <summary>/plans/{plan}/history: brings in what a spreadsheet or an older system holds.</summary>
internal static class HistoryApi
{
    public static void MapHistory(this IEndpointRouteBuilder api) =>
        api.Post("/plans/{plan}/history", Policy.Ops, Import, "Bring past commands in, as NDJSON").Takes<HistoryRecord>(LargeBody.Lines).Gives<HistoryAnswer>();

    private static async Task Import(HttpContext context, KnownPlan plan)
    {
        if (!BodyReading.IsMedia(context.Request.ContentType, LargeBody.Lines))
        {
            await Errors.Refuse(context, HttpRefusals.Plain.MediaType);
            return;
        }

        var (lines, errors) = HistoryReader.Read(await LargeBody.Read(context));
        if (errors.Count > 0)
        {
            await Errors.Refuse(context, errors);
            return;
        }

        await Answer(context, await new HistoryImport(context.Grains(), plan.Id).Apply(lines, context.RequestAborted));
    }

    private static Task Answer(HttpContext context, HistoryResult result)
    {
        var english = Language.IsEnglish(context.Request);
        var answer = new HistoryAnswer
        {
            Applied = result.Applied,
            Repeated = result.Repeated,
            Refused = [.. result.Refused.Select(refused => new HistoryRefusal
            {
                Line = refused.Line,
                Code = refused.Refusal.Code,
                Message = Errors.Sentence(refused.Refusal, english),
            })],
        };
        if (answer.Refused.Count == 0)
        {
            return JsonAnswer.Write(context, answer, HistoryJson.Api.HistoryAnswer);
        }

        var items = result.Refused.Select(refused => new ErrorItem
        {
            Pointer = string.Create(CultureInfo.InvariantCulture, $"/lines/{refused.Line}{(refused.Refusal.Pointer is { } inBody ? "/body" + inBody : "")}"),
            Code = refused.Refusal.Code,
            Message = Errors.Sentence(refused.Refusal, english),
        });
        return Errors.Refuse(context, HttpRefusals.HistoryRefused, [.. items],
            new() { ["result"] = JsonSerializer.SerializeToElement(answer, HistoryJson.Api.HistoryAnswer) });
    }
}
