using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>How it is told that there is more to do than can be done.</summary>
internal static class Overload
{
    /// <summary>What a person at a page reads; the page asks again by itself.</summary>
    private static readonly byte[] Page =
        """
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>系统繁忙</title></head>
        <body><h1>系统繁忙</h1><p>当前访问过多，页面将在几秒后自动重试；尚未保存的内容请返回上一页再提交。</p>
        <p lang="en">Too much is being asked right now. This page tries again in a few seconds; to send a form again, go back.</p></body></html>
        """u8.ToArray();

    /// <summary>
    /// 503, with the time to come back. Of what a person at a page asked for a page comes of it that is not rendered: shedding must cost next to nothing.
    /// </summary>
    public static Task Tell(HttpContext context)
    {
        if (!PageAnswers.IsPage(context))
        {
            return Errors.Refuse(context, HttpRefusals.Overloaded);
        }

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
