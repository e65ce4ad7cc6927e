using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Rectification.Chains;
using Rectification.Digests;

namespace Rectification.Notifications;

/// <summary>What a webhook receives; <c>docs/notifications.md</c> describes it. The names are for ever.</summary>
internal sealed record WebhookPayload
{
    public required string Id { get; init; }
    public required long Position { get; init; }
    public required string Plan { get; init; }

    /// <summary>A <see cref="NotificationKind"/> as a word, or <c>test</c>.</summary>
    public required string Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public int? Measure { get; init; }
    public int? Problem { get; init; }
    public string? Unit { get; init; }
    public DigestEntry? Digest { get; init; }
    public required IReadOnlyList<Audience> Audience { get; init; }
    public required string Zh { get; init; }
    public required string En { get; init; }

    public static WebhookPayload Of(string plan, OutboxItem item) => new()
    {
        Id = item.Notification.Id,
        Position = item.Position,
        Plan = plan,
        Kind = JsonNamingPolicy.CamelCase.ConvertName(item.Notification.Kind.ToString()),
        At = item.Notification.At,
        Measure = item.Notification.Measure,
        Problem = item.Notification.Problem,
        Unit = item.Notification.Unit,
        Digest = item.Notification.Digest,
        Audience = item.Notification.Audience,
        Zh = item.Notification.Zh,
        En = item.Notification.En,
    };
}

[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    public static WebhookJson Canonical { get; } = new(ChainJson.Rules());
}

/// <summary>Posts one signed notification to one address: one attempt, bounded in time and in what is read of the answer.</summary>
internal sealed class WebhookSender(IOptions<NotificationOptions> options, WebhookNetworks networks) : IDisposable
{
    public const string DeliveryHeader = "Rectification-Delivery";
    public const string TimestampHeader = "Rectification-Timestamp";
    public const string SignatureHeader = "Rectification-Signature";

    /// <summary>Most of an answer's body that is taken off the line, so that the connection can be used again; it is not looked at.</summary>
    private const int MaxDrainBytes = 64 * 1024;
    private const int MaxHeaderKilobytes = 16;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,

        // A proxy would be asked to reach what is closed here.
        UseProxy = false,
        ConnectCallback = networks.Connect,
        UseCookies = false,
        MaxResponseDrainSize = MaxDrainBytes,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        PooledConnectionLifetime = ConnectionLifetime,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => _client.Dispose();

    public async Task<WebhookTrial> Send(WebhookSpec webhook, WebhookPayload payload, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.Value.Timeout);
        try
        {
            using var request = Request(webhook, payload);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            var status = (int)response.StatusCode;
            return new() { Delivered = response.IsSuccessStatusCode, Status = status, Error = response.IsSuccessStatusCode ? null : $"HTTP {status}" };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var seconds = options.Value.Timeout.TotalSeconds;
            return new() { Delivered = false, Error = string.Create(CultureInfo.InvariantCulture, $"no answer within {seconds:0.###} s") };
        }
        catch (HttpRequestException problem)
        {
            return new() { Delivered = false, Error = problem.Message };
        }
    }

    private static HttpRequestMessage Request(WebhookSpec webhook, WebhookPayload payload)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(payload, WebhookJson.Canonical.WebhookPayload);
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(DeliveryHeader, string.Create(CultureInfo.InvariantCulture, $"{webhook.Id}:{payload.Plan}:{payload.Position}"));
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Sign(webhook.Secret, timestamp, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Rectification", "1"));
        return request;
    }

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), (byte)'.', .. body];
        return $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
