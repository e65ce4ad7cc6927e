using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Rectification.Gateway.Http;

/// <summary>
/// A refusal whose bytes are made beforehand in both languages, for where refusing must cost next to nothing. It says what
/// <see cref="Errors.Refuse(HttpContext, Refusal)"/> would, and to come back after a second.
/// </summary>
internal sealed class PreparedProblem(Refusal refusal)
{
    private readonly Text _chinese = new(refusal, english: false);
    private readonly Text _english = new(refusal, english: true);

    public int Status { get; } = Errors.Status(refusal.Kind);

    public Task Send(HttpContext context)
    {
        var english = Language.IsEnglish(context.Request);
        var text = english ? _english : _chinese;
        var trace = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        var response = context.Response;
        var headers = response.Headers;
        response.StatusCode = Status;
        headers.RetryAfter = Errors.RetrySeconds;
        headers.ContentLanguage = english ? "en" : "zh-CN";
        headers.CacheControl = "no-store";
        headers.ContentType = Errors.ContentType;
        headers.ContentLength = text.Head.Length + trace.Length + text.Tail.Length;
        var body = response.BodyWriter;
        body.Write(text.Head);
        Encoding.ASCII.GetBytes(trace, body);
        body.Write(text.Tail);
        return JsonAnswer.Flush(response, context.RequestAborted);
    }

    /// <summary>The bytes before and after what names the request.</summary>
    private readonly struct Text
    {
        private const string Trace = "-trace-";

        public Text(Refusal refusal, bool english)
        {
            var whole = Encoding.UTF8.GetString(JsonAnswer.Bytes(Errors.Answer(refusal, Trace, english), ErrorJson.Api.ErrorAnswer));
            var at = whole.IndexOf(Trace, StringComparison.Ordinal);
            (Head, Tail) = (Encoding.UTF8.GetBytes(whole[..at]), Encoding.UTF8.GetBytes(whole[(at + Trace.Length)..]));
        }

        public byte[] Head { get; }

        public byte[] Tail { get; }
    }
}
