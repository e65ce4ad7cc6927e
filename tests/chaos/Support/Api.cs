using System.Net.Http.Headers;
using System.Text;

namespace Rectification.Tests.Support;

/// <summary>One who asks the front door, with a key or as a stranger.</summary>
internal sealed class Api : IDisposable
{
    private const int Connections = 64;
    private readonly HttpClient _client;

    public Api(int port, string? key, string language = "en", string? actingFor = null)
    {
        var sockets = new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false, AllowAutoRedirect = false };
        _client = new(sockets) { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(120) };
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
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/api/v1/" + path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.Read(response);
    }

    /// <summary>Only how it is answered; of what may never end nothing is read.</summary>
    public async Task<int> Status(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
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
        (await Post("accounts", account)).Must(201);
        var issued = (await Post($"accounts/{name}/keys", new JsonObject { ["label"] = "test" })).Must(201);
        return issued.Json["key"]!.GetValue<string>();
    }

    private static JsonArray Array(string[] words) => [.. words.Select(word => (JsonNode)word)];
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
