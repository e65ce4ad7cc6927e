using Microsoft.AspNetCore.Http;
using Rectification.Gateway.Http;

namespace Rectification.Tests.Contracts.Admissions;

/// <summary>A refusal whose bytes were made beforehand says what the usual way says.</summary>
public sealed class PreparedProblemTests
{
    [Theory]
    [InlineData(503, null)]
    [InlineData(503, "en")]
    [InlineData(429, "zh-CN,en;q=0.5")]
    [InlineData(429, "en-GB")]
    public async Task It_is_the_same_answer(int status, string? language)
    {
        var refusal = status == 503 ? HttpRefusals.Overloaded : HttpRefusals.TooManyRequests;
        var prepared = await Sent(language, new PreparedProblem(refusal).Send);
        var usual = await Sent(language, context => Errors.RefuseUntil(context, refusal, TimeSpan.FromSeconds(1)));
        Assert.Equal(usual, prepared);
        Assert.StartsWith(FormattableString.Invariant($"{status} Retry-After: 1"), prepared, StringComparison.Ordinal);
    }

    private static async Task<string> Sent(string? language, Func<HttpContext, Task> send)
    {
        var context = new DefaultHttpContext { TraceIdentifier = "a-request" };
        context.Request.Method = HttpMethods.Post;
        context.Request.Headers.AcceptLanguage = language;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await send(context);
        var headers = context.Response.Headers;
        return $"{context.Response.StatusCode} Retry-After: {headers.RetryAfter} {headers.ContentType} {headers.ContentLanguage} {headers.CacheControl} "
            + $"{headers.ContentLength}\n{System.Text.Encoding.UTF8.GetString(body.ToArray())}";
    }
}
