using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Rectification.Gateway.Http;

/// <summary>The one map from refusals to HTTP.</summary>
internal static class Errors
{
    private const string ContentType = "application/problem+json; charset=utf-8";
    private const string TooManyRetrySeconds = "60";

    /// <summary>What a 503 says of when to come back, in seconds.</summary>
    public const string RetrySeconds = "1";

    public static Task Refuse(HttpContext context, Refusal refusal) =>
        refusal == HttpRefusals.Plain.SignIn ? AskToSignIn(context)
        : Refuse(context, HttpRefusals.Plain.StatusOf(refusal) ?? Status(refusal.Kind), refusal, [refusal]);

    /// <summary>Several things are wrong; the first gives the code.</summary>
    public static Task Refuse(HttpContext context, IReadOnlyList<Refusal> refusals) =>
        Refuse(context, Status(refusals[0].Kind), refusals[0], refusals);

    public static Task Refuse(HttpContext context, int status, Refusal refusal, IReadOnlyList<Refusal>? details = null)
    {
        if (PageAnswers.IsPage(context))
        {
            SayWhen(context.Response.Headers, status);
            return context.RequestServices.GetRequiredService<IErrorPage>().Show(context, status, refusal);
        }

        var english = Language.IsEnglish(context.Request);
        var items = (details ?? [refusal]).Select(item => new ErrorItem
        {
            Pointer = item.Pointer ?? "",
            Code = item.Code,
            Message = Sentence(item, english),
        });
        return Write(context, status, refusal, [.. items], english);
    }

    /// <summary>Part of what was asked for is refused; the rest is done, and the answer says so in further members.</summary>
    public static Task Refuse(HttpContext context, Refusal refusal, IReadOnlyList<ErrorItem> items, Dictionary<string, JsonElement> members) =>
        Write(context, Status(refusal.Kind), refusal, items, Language.IsEnglish(context.Request), members);

    public static string Sentence(Refusal refusal, bool english) => english ? refusal.En : refusal.Zh;

    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of refusal without a status."),
    };

    /// <summary>401: who asks is not known, or may not know whether the thing exists.</summary>
    public static Task AskToSignIn(HttpContext context)
    {
        if (PageAnswers.IsPage(context))
        {
            PageAnswers.AskToSignIn(context);
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"rectification\"";
        return Refuse(context, StatusCodes.Status401Unauthorized, HttpRefusals.Plain.SignIn);
    }

    /// <summary>401: a token was sent, and it is no good (RFC 6750).</summary>
    public static Task RefuseToken(HttpContext context, Refusal refusal)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"rectification\", error=\"invalid_token\"";
        return Refuse(context, StatusCodes.Status401Unauthorized, refusal);
    }

    /// <summary>429 or 503 that knows when to come back.</summary>
    public static Task RefuseUntil(HttpContext context, Refusal refusal, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(context, refusal);
    }

    private static Task Write(HttpContext context, int status, Refusal refusal, IReadOnlyList<ErrorItem> items, bool english,
        Dictionary<string, JsonElement>? members = null)
    {
        var headers = context.Response.Headers;
        SayWhen(headers, status);
        headers.ContentLanguage = english ? "en" : "zh-CN";
        headers.CacheControl = "no-store";
        var sentence = Sentence(refusal, english);
        var answer = new ErrorAnswer
        {
            Type = string.Create(CultureInfo.InvariantCulture, $"urn:rectification:{refusal.Code}"),
            Title = sentence,
            Status = status,
            Detail = sentence,
            Code = refusal.Code,
            Errors = items,
            TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            Members = members,
        };
        return JsonAnswer.Write(context, answer, ErrorJson.Api.ErrorAnswer, status, ContentType);
    }

    /// <summary>When to come back, unless whoever refuses knows it better.</summary>
    private static void SayWhen(IHeaderDictionary headers, int status)
    {
        if (headers.RetryAfter.Count == 0)
        {
            headers.RetryAfter = status switch
            {
                StatusCodes.Status503ServiceUnavailable => RetrySeconds,
                StatusCodes.Status429TooManyRequests => TooManyRetrySeconds,
                _ => default,
            };
        }
    }
}
