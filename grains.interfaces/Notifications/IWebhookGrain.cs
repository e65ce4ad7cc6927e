using Orleans.Concurrency;

namespace Rectification.Notifications;

/// <summary>A webhook (key: its id): where to post which notifications, and the secret they are signed with.</summary>
[Alias("webhook")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Creates it; what is in the outboxes by then is not delivered. The same under the same id once more changes nothing.</summary>
    [Alias("create")]
    Task<WebhookOutcome> Create(WebhookSpec spec);

    [Alias("get")]
    Task<WebhookView?> Get();

    /// <summary>Stops it or lets it go on from where it stopped.</summary>
    [Alias("set-enabled-as")]
    Task<WebhookOutcome> SetEnabled(bool enabled, string by);

    /// <summary>Delivers again from a position or an instant on.</summary>
    [Alias("replay")]
    Task<WebhookOutcome> Replay(WebhookReplay replay);

    /// <summary>Sends one notification that says it is a test, now and once: it may take as long as a receiver may be waited for.</summary>
    [Alias("test"), AlwaysInterleave, ResponseTimeout("00:05:10")]
    Task<WebhookTrial?> Test();

    /// <summary>What its deliveries need; never leaves the cluster.</summary>
    [Alias("settings"), AlwaysInterleave]
    Task<WebhookSpec?> GetSettings();

    /// <summary>The plan's outbox may have something for it.</summary>
    [Alias("poke"), AlwaysInterleave, OneWay]
    Task Poke(string plan);
}

/// <summary>The list of all webhooks (key <c>all</c>).</summary>
[Alias("webhook-index")]
public interface IWebhookIndexGrain : IGrainWithStringKey
{
    const string Key = "all";

    /// <summary>Most webhooks there may be.</summary>
    const int Most = 100;

    /// <returns>False when there are too many.</returns>
    [Alias("add")]
    Task<bool> Add(string webhook);

    [Alias("list"), AlwaysInterleave]
    Task<IReadOnlyList<string>> List();
}

/// <summary>A webhook's way through one plan's outbox (key <c>plan:webhook</c>): in order, one attempt at a time.</summary>
[Alias("webhook-delivery")]
public interface IWebhookDeliveryGrain : IGrainWithStringKey
{
    /// <summary>Delivers what is there, if it is not waiting after a failure.</summary>
    [Alias("wake"), AlwaysInterleave, OneWay]
    Task Wake();

    /// <summary>As <see cref="Wake"/>, and without waiting any longer.</summary>
    [Alias("retry-now"), AlwaysInterleave]
    Task RetryNow();

    /// <summary>Goes on after this position, wherever it was. Durable when this returns.</summary>
    [Alias("move-to")]
    Task MoveTo(long position);

    [Alias("state"), AlwaysInterleave]
    Task<DeliveryView> GetState();
}

[GenerateSerializer, Immutable, Alias("webhook-spec")]
public sealed record WebhookSpec
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Url { get; init; }

    /// <summary>The one plan it is about; <see langword="null"/> for all.</summary>
    [Id(2)] public string? Plan { get; init; }

    /// <summary>Kinds that are delivered; empty for all.</summary>
    [Id(3)] public IReadOnlyList<NotificationKind> Kinds { get; init; } = [];

    /// <summary>Key of the signatures, 32 to 256 printable ASCII characters.</summary>
    [Id(4)] public required string Secret { get; init; }

    /// <summary>The secret was generated here, not given in the request.</summary>
    [Id(5)] public bool SecretMade { get; init; }
    [Id(6)] public required string By { get; init; }
    [Id(7)] public bool Enabled { get; init; } = true;

    public bool Wants(string plan, NotificationKind kind) => (Plan is null || Plan == plan) && (Kinds.Count == 0 || Kinds.Contains(kind));
}

/// <summary>From where to deliver again: a position of one plan's outbox, or an instant.</summary>
[GenerateSerializer, Immutable, Alias("webhook-replay")]
public sealed record WebhookReplay
{
    [Id(0)] public required string By { get; init; }

    /// <summary>Idempotency-Key.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>The plan meant; <see langword="null"/> for every plan of the webhook.</summary>
    [Id(2)] public string? Plan { get; init; }

    /// <summary>The first position that is delivered again.</summary>
    [Id(3)] public long? Position { get; init; }
    [Id(4)] public DateTimeOffset? Instant { get; init; }
}

[GenerateSerializer, Immutable, Alias("webhook-outcome")]
public sealed record WebhookOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public WebhookView? Webhook { get; init; }

    /// <summary>The same had been done before; nothing changed.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator WebhookOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>A webhook as ops see it; the secret is not part of it.</summary>
[GenerateSerializer, Immutable, Alias("webhook-view")]
public sealed record WebhookView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Url { get; init; }
    [Id(2)] public string? Plan { get; init; }
    [Id(3)] public required IReadOnlyList<NotificationKind> Kinds { get; init; }
    [Id(4)] public required bool Enabled { get; init; }
    [Id(5)] public required DateTimeOffset CreatedAt { get; init; }
    [Id(6)] public required string CreatedBy { get; init; }

    /// <summary>How far it is in each plan.</summary>
    [Id(7)] public required IReadOnlyList<DeliveryView> Plans { get; init; }
}

/// <summary>How far a receiver is in one plan's outbox.</summary>
[GenerateSerializer, Immutable, Alias("delivery-view")]
public sealed record DeliveryView
{
    [Id(0)] public required string Plan { get; init; }

    /// <summary>Position of the last notification that was delivered or not wanted.</summary>
    [Id(1)] public required long DeliveredUpTo { get; init; }

    /// <summary>Notifications after that.</summary>
    [Id(2)] public required long Pending { get; init; }

    /// <summary>Since when nothing has been taken, if the last attempt failed.</summary>
    [Id(3)] public DateTimeOffset? FailingSince { get; init; }
    [Id(4)] public string? LastError { get; init; }

    /// <summary>It has failed for days and needs an operator; delivery keeps retrying.</summary>
    [Id(5)] public bool Stalled { get; init; }
}

/// <summary>What came of a test.</summary>
[GenerateSerializer, Immutable, Alias("webhook-trial")]
public sealed record WebhookTrial
{
    [Id(0)] public required bool Delivered { get; init; }

    /// <summary>The receiver's HTTP status, if it answered.</summary>
    [Id(1)] public int? Status { get; init; }
    [Id(2)] public string? Error { get; init; }
}
