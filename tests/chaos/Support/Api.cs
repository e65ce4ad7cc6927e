using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Rectification.Tests.Support;

/// <summary>
/// One who asks the front door, with a key or as a stranger. Of what the product has not counted in time, or does only for a few at once, it says
/// 503 and when to come again: as its documents tell everybody, one does so, a command under the id it was sent with.
/// </summary>
internal sealed class Api : IDisposable
{
    private const int Connections = 64;
    private const string Key = "Idempotency-Key";

    /// <summary>Whoever is told so is to ask again; nothing of it says that anything is wrong.</summary>
    private static readonly string[] AskedAgain =
    [
        "measure.not-counted-yet", "problem.not-counted-yet", "rates.not-counted-yet", "rates.busy", "trail.too-many-exports", "ledger.too-many-exports",
        "backup.under-way",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>For one answer: thousands of lines of history on a machine that others load as well.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);
    private readonly HttpClient _client;

    public Api(int port, string? key, string language = "en", string? actingFor = null)
    {
        var sockets = new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false, AllowAutoRedirect = false };
        _client = new(sockets) { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = Longest };
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (actingFor is not null)
        {
            _client.DefaultRequestHeaders.Add("Acting-For", actingFor);
        }

        if (key is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    public static Api Ops(int port) => new(port, GatewayProcess.OpsKey);

    public void Dispose() => _client.Dispose();

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, JsonNode body, params (string Name, string Value)[] headers) =>
        Post(path, body.ToJsonString(), "application/json", headers);

    public Task<Answer> Post(string path, string body, string type, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } },
            headers);

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var address = path.StartsWith('/') ? path : "/api/v1/" + path;
        var named = IsCommand(method, path) && !headers.Any(header => header.Name == Key) ? [.. headers, (Key, Guid.NewGuid().ToString("N"))] : headers;
        var body = await Body(content);
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            using var request = new HttpRequestMessage(method, address) { Content = Again(body, content) };
            foreach (var (name, value) in named)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            var answer = await Answer.Read(response);
            if (!IsAskedAgain(answer) || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                return answer;
            }

            await Until.Passed(answer.Headers.RetryAfter!.Delta!.Value, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Only how it is answered; of what may never end nothing is read.</summary>
    public async Task<int> Status(HttpMethod method, string path, HttpContent? content)
    {
        var body = await Body(content);
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            using var request = new HttpRequestMessage(method, path) { Content = Again(body, content) };
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || Stopwatch.GetElapsedTime(begun) > Patience
                || await Answer.Read(response) is not { Headers.RetryAfter.Delta: { } wait } answer || !IsAskedAgain(answer))
            {
                return (int)response.StatusCode;
            }

            await Until.Passed(wait, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Opens a stream of server-sent events.</summary>
    public async Task<HttpResponseMessage> Open(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Makes an account and gives its key.</summary>
    public async Task<string> Account(string name, string[] roles, string[]? units = null, string[]? leaders = null)
    {
        var account = new JsonObject { ["name"] = name, ["roles"] = Array(roles), ["units"] = Array(units ?? []), ["leaders"] = Array(leaders ?? []) };

        // On a machine that stands still a gateway may have to ask twice, and is told by the second that the account is there.
        (await Post("accounts", account)).Must(200, 201);
        var issued = (await Post($"accounts/{name}/keys", new JsonObject { ["label"] = "test" })).Must(201);
        return issued.Json["key"]!.GetValue<string>();
    }

    private static JsonArray Array(string[] words) => [.. words.Select(word => (JsonNode)word)];

    /// <summary>What changes a measure or a problem, and may have been stored before it was counted.</summary>
    private static bool IsCommand(HttpMethod method, string path) => method == HttpMethod.Post && path.StartsWith("plans/", StringComparison.Ordinal)
        && (path.Contains("/measures/", StringComparison.Ordinal) || path.Contains("/problems/", StringComparison.Ordinal));

    private static bool IsAskedAgain(Answer answer) => answer is { Status: 503, Headers.RetryAfter.Delta: not null }
        && AskedAgain.Any(code => answer.Text.Contains($"\"{code}\"", StringComparison.Ordinal));

    private static async Task<byte[]?> Body(HttpContent? content) =>
        content is null ? null : await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    /// <summary>The same content once more: one that was sent is gone.</summary>
    private static ByteArrayContent? Again(byte[]? body, HttpContent? content)
    {
        if (body is null)
        {
            return null;
        }

        var again = new ByteArrayContent(body);
        foreach (var (name, values) in content!.Headers.NonValidated)
        {
            again.Headers.TryAddWithoutValidation(name, values);
        }

        return again;
    }
}

/// <summary>An answer, read to its end.</summary>
internal sealed record Answer(int Status, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    private JsonNode? _json;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => _json ??= JsonNode.Parse(Bytes) ?? throw new InvalidOperationException("The answer is null.");

    public string? Code => Json["code"]?.GetValue<string>();

    /// <summary>Code of the first error, and where it is.</summary>
    public (string Code, string Pointer) First => (Json["errors"]![0]!["code"]!.GetValue<string>(), Json["errors"]![0]!["pointer"]!.GetValue<string>());

    public string? ETag => Headers.ETag?.Tag;

    public bool IsRepeated => Headers.Contains("Idempotency-Repeated");

    public static async Task<Answer> Read(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), response.Headers,
            response.Content.Headers);

    public Answer Must(params int[] statuses) =>
        statuses.Contains(Status) ? this : throw new InvalidOperationException($"Answered {Status} instead of {string.Join('/', statuses)}: {Text}");
}
