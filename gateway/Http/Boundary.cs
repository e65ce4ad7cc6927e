using Rectification.Storage;

namespace Rectification.Gateway.Http;

/// <summary>The outermost step: every error leaves as problem details, and never as a stack trace.</summary>
internal sealed partial class Boundary(RequestDelegate next, Leaving leaving, ILogger<Boundary> logger)
{
    public async Task Invoke(HttpContext context)
    {
        if (leaving.HasBegun)
        {
            context.Response.Headers.Connection = "close";
        }

        // What is JSON or a file stays that, whatever a browser makes of its bytes.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        OtherMethods.TakeHead(context);
        try
        {
            if (!HostName.Settle(context.Request))
            {
                await Errors.Refuse(context, StatusCodes.Status400BadRequest, HttpRefusals.RequestMalformed);
                return;
            }

            await next(context);
            var status = context.Response.StatusCode;
            if (status >= StatusCodes.Status400BadRequest && !context.Response.HasStarted && context.Response.ContentType is null)
            {
                await (status == StatusCodes.Status405MethodNotAllowed && OtherMethods.Allow(context) ? Task.CompletedTask : Describe(context, status));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone away.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await Describe(context, e);
        }
    }

    private static Task Describe(HttpContext context, int status) => status switch
    {
        _ when context.Features.Get<Refusal>() is { } stated => Errors.Refuse(context, status, stated),
        StatusCodes.Status404NotFound => Errors.Refuse(context, status, HttpRefusals.RouteUnknown),
        StatusCodes.Status405MethodNotAllowed => Errors.Refuse(context, status, HttpRefusals.Plain.Method),
        StatusCodes.Status413PayloadTooLarge => Errors.Refuse(context, status, HttpRefusals.Plain.TooLarge),
        StatusCodes.Status415UnsupportedMediaType => Errors.Refuse(context, status, HttpRefusals.Plain.MediaType),
        _ => Errors.Refuse(context, status, HttpRefusals.RequestMalformed),
    };

    private Task Describe(HttpContext context, Exception error)
    {
        var transport = context.Response.Headers.StrictTransportSecurity;
        context.Response.Clear();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.StrictTransportSecurity = transport;
        switch (error)
        {
            case BadHttpRequestException bad:
                return Describe(context, bad.StatusCode);
            case StorageOutcomeUnknownException:
                return Errors.Refuse(context, CommandRefusals.OutcomeUnknown);
            case OrleansException or TimeoutException or StorageUnavailableException or OperationCanceledException or IOException:
                LogUnavailable(logger, context.Request.Path, error);
                return Errors.Refuse(context, HttpRefusals.ServiceUnavailable);
            default:
                // A bug, here or in a grain. The sender may try again: nothing was acknowledged.
                LogFailed(logger, context.Request.Path, error);
                return Errors.Refuse(context, HttpRefusals.ServiceUnavailable);
        }
    }
}
