using System.Net;
using System.Text;
using Azure.Core.Pipeline;

namespace Rectification.Tests.Storage.Support;

/// <summary>Stands between the store and the service: what a request meets can be dictated, before or after it arrives.</summary>
internal sealed class ScriptedTables(Func<HttpMethod, int, Trouble?> script) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _service = new(new SocketsHttpHandler());
    private int _requests;

    /// <summary>Requests seen for rows, with their methods; those for the table itself are not counted.</summary>
    public List<HttpMethod> Seen { get; } = [];

    public HttpPipelineTransport Transport => new HttpClientTransport(new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/Tables", StringComparison.Ordinal))
            return await _service.SendAsync(request, cancellationToken);
        lock (Seen)
            Seen.Add(request.Method);
        var trouble = script(request.Method, Interlocked.Increment(ref _requests));
        if (trouble is null)
            return await _service.SendAsync(request, cancellationToken);
        if (trouble.Arrives)
            (await _service.SendAsync(request, cancellationToken)).Dispose();
        if (trouble.Hangs)
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        return trouble.Answer(request);
    }

    protected override void Dispose(bool disposing)
    {
        _service.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What a request meets instead of the service's answer.</summary>
internal sealed record Trouble(bool Arrives, Func<HttpRequestMessage, HttpResponseMessage> Answer, bool Hangs = false)
{
    /// <summary>The answer to a throttled request: nothing was done.</summary>
    public static Trouble Busy(int status = 503, int? retryAfter = null) => new(false, request => Error(request, status, "ServerBusy", retryAfter));

    /// <summary>An error of the service's, after it did what was asked or without.</summary>
    public static Trouble Failed(int status, string code, bool arrives) => new(arrives, request => Error(request, status, code, null));

    /// <summary>The connection ends before the answer.</summary>
    public static Trouble Lost(bool arrives) =>
        new(arrives, _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was lost.", new IOException("reset")));

    /// <summary>No connection comes about.</summary>
    public static Trouble Refused { get; } = new(false, _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection."));

    /// <summary>No answer comes.</summary>
    public static Trouble Silence(bool arrives) => new(arrives, _ => throw new InvalidOperationException("A silent service does not answer."), Hangs: true);

    private static HttpResponseMessage Error(HttpRequestMessage request, int status, string code, int? retryAfter)
    {
        var body = $$$"""{"odata.error":{"code":"{{{code}}}","message":{"lang":"en-US","value":"dictated"} } }""";
        var answer = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds)
            answer.Headers.TryAddWithoutValidation("Retry-After", $"{seconds}");
        return answer;
    }
}
