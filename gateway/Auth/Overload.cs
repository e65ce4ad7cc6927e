using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>How it is told that there is more to do than can be done, or than one caller may have done at once.</summary>
internal static class Overload
{
    /// <summary>
    /// How long a refusal is held back. Who asks again at once, whatever Retry-After says, is slowed down by it, and a crowd of refusals does not take the
    /// processor from those who were let in. Nothing but the connection waits meanwhile.
    /// </summary>
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The shortest and the longest time, in seconds, after which a refused caller of an API is asked to come back. Each is told another time within them, so
    /// that a crowd which was refused together does not come back together; and as who comes back too early is only refused again, which takes the processor
    /// from those who were let in, the times are longer than a second.
    /// </summary>
    private const int Soonest = 2, Latest = 5;

    /// <summary>What a person at a page reads; the page asks again by itself.</summary>
    private static readonly byte[] Page =
        """
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>系统繁忙</title></head>
        <body><h1>系统繁忙</h1><p>当前访问过多，页面将在几秒后自动重试；尚未保存的内容请返回上一页再提交。</p>
        <p lang="en">Too much is being asked right now. This page tries again in a few seconds; to send a form again, go back.</p></body></html>
        """u8.ToArray();

    /// <param name="context">The request.</param>
    /// <param name="isOfAll">Whether all callers together ask too much (503), and not this one alone (429).</param>
    /// <param name="wait">When to come back, where the limit knows it.</param>
    public static async Task Tell(HttpContext context, bool isOfAll, TimeSpan? wait)
    {
        await Task.Delay(Held, context.RequestAborted);
        var back = wait ?? TimeSpan.FromSeconds(Random.Shared.Next(Soonest, Latest + 1));
        await (!isOfAll ? Errors.RefuseUntil(context, HttpRefusals.TooManyRequests, back)
            : PageAnswers.IsPage(context) ? ShowPage(context)
            : Errors.RefuseUntil(context, HttpRefusals.Overloaded, back));
    }

    /// <summary>A page that is not rendered: refusing must cost next to nothing.</summary>
    private static Task ShowPage(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = Page.Length;
        response.Headers.RetryAfter = Errors.RetrySeconds;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return response.Body.WriteAsync(Page, context.RequestAborted).AsTask();
    }
}
