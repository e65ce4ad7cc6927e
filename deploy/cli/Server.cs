using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Rectification.Backups;

namespace Rectification.Cli;

/// <summary>A running gateway, asked with a key.</summary>
internal sealed class Server : IDisposable
{
    private readonly HttpClient _client;

    public Server(Uri url, string key)
    {
        if (key.Length == 0)
        {
            throw new BackupException("缺少密钥：请用 --key 或环境变量 RECTIFICATION_KEY。 A key is missing: give --key or the environment's RECTIFICATION_KEY.");
        }

        _client = new() { BaseAddress = new(url.AbsoluteUri.TrimEnd('/') + "/api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Receives an answer into a stream.</summary>
    public async Task Receive(string path, Stream target, Action<long> received, CancellationToken cancellation)
    {
        using var response = await Send(HttpMethod.Get, path, cancellation);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[256 * 1024];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0; received(total += read))
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    public async Task<JsonNode> Ask(HttpMethod method, string path, CancellationToken cancellation)
    {
        using var response = await Send(method, path, cancellation);
        return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) ?? throw new InvalidDataException($"{path}: null");
    }

    /// <summary>Sends what somebody has to say; every reason of a refusal is told, one a line.</summary>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="content">A form or JSON.</param>
    /// <param name="idempotencyKey">The command's id; <see langword="null"/> where it is none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BackupException">It was refused.</exception>
    public async Task<JsonNode> Send(string path, HttpContent content, string? idempotencyKey, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        using var response = await _client.SendAsync(request, cancellation);
        var answer = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) : null;
        return response.IsSuccessStatusCode && answer is not null ? answer
            : throw new BackupException(string.Join('\n', Reasons(answer).DefaultIfEmpty($"{path}: {(int)response.StatusCode}")));
    }

    /// <summary>Every reason of a refusal.</summary>
    private static IEnumerable<string> Reasons(JsonNode? answer) => (answer?["errors"] as JsonArray ?? []).Select(error =>
        $"{error!["pointer"]} {error["message"]} ({error["code"]})".TrimStart());

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        }

        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new BackupException(await Complaint(response, cancellation));
        }
    }

    private static async Task<string> Complaint(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStringAsync(cancellation);
        var reasons = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? string.Join('\n', Reasons(JsonNode.Parse(body))) : "";
        var path = response.RequestMessage?.RequestUri?.PathAndQuery;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "--key：密钥无效。 --key: the key is not good.",
            HttpStatusCode.Forbidden =>
                $"--key：该账号无权这样做；运维操作需要运维角色。 --key: the account may not do this; to operate takes the role ops. {reasons}".TrimEnd(),
            var status => string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)status} {(reasons.Length > 0 ? reasons : body)}"),
        };
    }
}
