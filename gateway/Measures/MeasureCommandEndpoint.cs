using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;

namespace Rectification.Gateway.Measures;

/// <summary>The way of every command on a measure: read, hand over, answer. One per kind of command; holds no state of a request.</summary>
internal sealed class MeasureCommandEndpoint<TBody>(
    IGrainFactory grains, JsonTypeInfo<TBody> type, Func<HttpContext, TBody, MeasureCommand?> command, TBody? empty = null)
    where TBody : class
{
    public async Task Handle(HttpContext context)
    {
        if (RequestPath.Id(context, "plan") is not { } plan || RequestPath.Number(context, "no") is not (> 0 and var no))
        {
            await Errors.Refuse(context, MeasureRefusals.Unknown);
            return;
        }

        if (!RequestHeaders.TryReadKey(context.Request, out var id))
        {
            await Errors.Refuse(context, HttpRefusals.IdempotencyKeyMalformed);
            return;
        }

        if (!RequestHeaders.TryReadIfMatch(context.Request, out var version))
        {
            await Errors.Refuse(context, HttpRefusals.IfMatchMalformed);
            return;
        }

        var body = await Body.Read(context, type, empty);
        if (body.Value is null)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        if (command(context, body.Value) is not { } asked)
        {
            await Errors.Refuse(context, MeasureRefusals.NoExtensionOpen);
            return;
        }

        await Answer(context, await MeasureSubmission.Submit(grains, context.Caller(), plan, no, asked, id, version));
    }

    private static Task Answer(HttpContext context, MeasureOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return Errors.Refuse(context, refusal);
        }

        var headers = context.Response.Headers;
        headers.ETag = RequestHeaders.ETag(outcome.Version);
        if (outcome.Repeated)
        {
            headers["Idempotency-Repeated"] = "true";
        }

        return JsonAnswer.Write(context, new() { Measure = outcome.Measure!, Token = outcome.Token! }, MeasuresJson.Api.CommandAnswer);
    }
}
