using System.Buffers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Rates;

/// <summary>
/// Answers <c>GET …/plans/{plan}/rates</c> from held bytes, before routing, at about the price of a bare endpoint. Everything not
/// the plain question of a caller known to be allowed goes the usual way.
/// </summary>
internal sealed class RatesFastPath(RequestDelegate next, LiveSheets sheets, Identities identities)
{
    private const string Prefix = "/api/v1/plans/";
    private const string Suffix = "/rates";

    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.QueryString.HasValue || request.Path.Value is not { } path
            || !path.EndsWith(Suffix, StringComparison.Ordinal) || !path.StartsWith(Prefix, StringComparison.Ordinal)
            || path.Length <= Prefix.Length + Suffix.Length
            || sheets.Find(path.AsSpan(Prefix.Length, path.Length - Prefix.Length - Suffix.Length)) is not { Fresh: { } held } live)
        {
            return next(context);
        }

        if (request.Headers.Authorization.Count > 0 && !identities.Recognize(context))
        {
            return next(context);
        }

        return AccessRule.Deny(Policy.PublicPlan, context) is null && (live.IsPublic || !context.IsOfThePublic()) ? Serve(context, held) : next(context);
    }

    public static Task Serve(HttpContext context, HeldSheet held)
    {
        var response = context.Response;
        response.Headers.ETag = held.ETag;
        response.Headers.CacheControl = "no-cache";
        var known = context.Request.Headers.IfNoneMatch;
        if (known.Count == 1 && known[0] == held.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = JsonAnswer.Json;
        response.ContentLength = held.Json.Length;
        response.BodyWriter.Write(held.Json);
        var flush = response.BodyWriter.FlushAsync(context.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }
}
