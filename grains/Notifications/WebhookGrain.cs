using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Accounts;
using Rectification.Plans;
using Rectification.Storage;

namespace Rectification.Notifications;

[GenerateSerializer, Alias("webhook-row")]
public sealed record WebhookRow
{
    [Id(0)] public WebhookSpec? Spec { get; init; }
    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The newest replays asked for, so that a repeat of one is known.</summary>
    [Id(2)] public ImmutableArray<WebhookReplay> Replays { get; init; } = [];

    /// <summary>The newest change, until the next one: what the trail of accounts may not have yet after a crash.</summary>
    [Id(3)] public AccountChange? Change { get; init; }
}

[GrainType("webhook")]
internal sealed class WebhookGrain : Grain, IWebhookGrain
{
    private const int RememberedReplays = 100;
    private const string TestKind = "test";
    private const int MaxUrl = 2048;
    private const int MinSecret = 32;
    private const int MaxSecret = 256;

    /// <summary>How long a name's addresses are waited for; they are looked at again at every sending.</summary>
    private static readonly TimeSpan NamePatience = TimeSpan.FromSeconds(3);

    private readonly Committed<WebhookRow> _stored;
    private readonly WebhookSender _sender;
    private readonly WebhookNetworks _networks;
    private readonly TimeProvider _clock;

    public WebhookGrain(
        [PersistentState("webhook-v1")] IPersistentState<WebhookRow> stored,
        WebhookSender sender,
        WebhookNetworks networks,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock) =>
        (_stored, _sender, _networks, _clock) = (new(stored, DeactivateOnIdle), sender, networks, clock);

    private WebhookRow Row => _stored.Row;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A crash between the write and the trail is made good.
        this.RegisterGrainTimer(static (grain, _) => grain.Record(), this, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public async Task<WebhookOutcome> Create(WebhookSpec spec)
    {
        if (Row.Spec is { } there)
        {
            return Same(there, spec) ? new WebhookOutcome { Webhook = await View(), Repeated = true } : CommandRefusals.KeyReused;
        }

        if (await Wrong(spec) is { } wrong)
        {
            return wrong;
        }

        if (!await GrainFactory.GetGrain<IWebhookIndexGrain>(IWebhookIndexGrain.Key).Add(spec.Id))
        {
            return WebhookRefusals.TooMany;
        }

        // Before the webhook is: once it is, it gets everything after where it begins.
        await ForPlans(spec.Plan, async plan => await Delivery(spec.Id, plan).MoveTo((await Outbox(plan).Read(long.MaxValue, 1)).Last));
        await Write(new() { Spec = spec, CreatedAt = _clock.GetUtcNow() }, spec.By, spec.Id, subject => new WebhookMade
        {
            Account = subject,
            Host = new Uri(spec.Url).GetLeftPart(UriPartial.Authority),
            Plan = spec.Plan,
            Kinds = [.. spec.Kinds.Select(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()))],
        });
        return new() { Webhook = await View() };
    }

    public async Task<WebhookView?> Get() => Row.Spec is null ? null : await View();

    public async Task<WebhookOutcome> SetEnabled(bool enabled, string by)
    {
        if (Row.Spec is not { } spec)
        {
            return WebhookRefusals.Unknown;
        }

        var repeated = spec.Enabled == enabled;
        if (!repeated)
        {
            await Write(Row with { Spec = spec with { Enabled = enabled } }, by, "", subject =>
                enabled ? new WebhookEnabled { Account = subject } : new WebhookDisabled { Account = subject });
        }

        if (enabled)
        {
            await ForPlans(spec.Plan, plan => Delivery(spec.Id, plan).RetryNow());
        }

        return new() { Webhook = await View(), Repeated = repeated };
    }

    public async Task<WebhookOutcome> Replay(WebhookReplay replay)
    {
        if (Row.Spec is not { } spec)
        {
            return WebhookRefusals.Unknown;
        }

        if (Row.Replays.FirstOrDefault(known => known.By == replay.By && known.Id == replay.Id) is { } known)
        {
            return known == replay ? new WebhookOutcome { Webhook = await View(), Repeated = true } : CommandRefusals.KeyReused;
        }

        var plan = replay.Plan ?? spec.Plan;
        if (await Wrong(spec, replay, plan) is { } wrong)
        {
            return wrong;
        }

        await ForPlans(plan, async one => await Delivery(spec.Id, one).MoveTo(replay.Position - 1 ?? await Outbox(one).LastBefore(replay.Instant!.Value)));
        var replays = Row.Replays;
        var next = Row with { Replays = [.. replays.Length >= RememberedReplays ? replays.RemoveAt(0) : replays, replay] };
        await Write(next, replay.By, replay.Id, subject => new WebhookReplayed
        {
            Account = subject,
            Plan = plan,
            Position = replay.Position,
            Instant = replay.Instant,
        });
        return new() { Webhook = await View() };
    }

    public async Task<WebhookTrial?> Test()
    {
        if (Row.Spec is not { } spec)
        {
            return null;
        }

        return await _sender.Send(
            spec,
            new()
            {
                Id = $"{TestKind}.{Guid.NewGuid():N}",
                Position = 0,
                Plan = spec.Plan ?? "",
                Kind = TestKind,
                At = _clock.GetUtcNow(),
                Audience = [],
                Zh = "这是一条测试通知。",
                En = "This is a test.",
            },
            CancellationToken.None);
    }

    public Task<WebhookSpec?> GetSettings() => Task.FromResult(Row.Spec);

    public Task Poke(string plan) =>
        Row.Spec is { Enabled: true } spec && (spec.Plan is null || spec.Plan == plan) ? Delivery(spec.Id, plan).Wake() : Task.CompletedTask;

    private async Task Write(WebhookRow next, string by, string id, Func<string, AccountEvent> happened)
    {
        await Record();
        var subject = $"webhook:{next.Spec!.Id}";
        await _stored.Write(next with
        {
            Change = new()
            {
                Account = subject,
                Version = (Row.Change?.Version ?? 0) + 1,
                By = by,
                Body = id,
                At = _clock.GetUtcNow(),
                Event = happened(subject),
            },
        });
        await Record();
    }

    /// <summary>Has the newest change in the trail of accounts; the next change waits for that.</summary>
    private Task Record() =>
        Row.Change is { } change ? GrainFactory.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key).Record(change) : Task.CompletedTask;

    private async Task<Refusal?> Wrong(WebhookSpec spec) =>
        spec.Url.Length > MaxUrl || !Uri.TryCreate(spec.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.Host.Length == 0 || url.UserInfo.Length > 0 || url.Fragment.Length > 0 ? WebhookRefusals.UrlMalformed
        : !await Reaches(url) ? WebhookRefusals.AddressClosed
        : spec.Secret.Length is < MinSecret or > MaxSecret || spec.Secret.AsSpan().ContainsAnyExceptInRange('!', '~') ? WebhookRefusals.SecretMalformed
        : spec.Plan is { } plan && !await Exists(plan) ? WebhookRefusals.PlanUnknown
        : null;

    private async Task<Refusal?> Wrong(WebhookSpec spec, WebhookReplay replay, string? plan) =>
        replay.Plan is not null && spec.Plan is not null && replay.Plan != spec.Plan ? WebhookRefusals.PlanNotIncluded
        : plan is not null && !await Exists(plan) ? WebhookRefusals.PlanUnknown
        : replay.Position is null ? null
        : plan is null ? WebhookRefusals.PlanMissing
        : replay.Position > (await Outbox(plan).Read(long.MaxValue, 1)).Last + 1 ? WebhookRefusals.PositionAhead
        : null;

    private async Task<bool> Reaches(Uri url)
    {
        using var patience = new CancellationTokenSource(NamePatience);
        return await _networks.Allows(url.IdnHost, patience.Token);
    }

    private async Task<bool> Exists(string plan) => Ids.IsValid(plan) && await GrainFactory.GetGrain<IPlanGrain>(plan).Get() is not null;

    private async Task ForPlans(string? plan, Func<string, Task> act)
    {
        foreach (var window in (await Plans(plan)).Chunk(RowStore.Window))
        {
            await Task.WhenAll(window.Select(act));
        }
    }

    private async Task<IReadOnlyList<string>> Plans(string? plan) =>
        plan is not null ? [plan] : await GrainFactory.GetGrain<IPlanIndexGrain>(IPlanIndexGrain.Key).List();

    private async Task<WebhookView> View()
    {
        var (spec, states) = (Row.Spec!, new List<DeliveryView>());
        foreach (var window in (await Plans(spec.Plan)).Chunk(RowStore.Window))
        {
            states.AddRange(await Task.WhenAll(window.Select(plan => Delivery(spec.Id, plan).GetState())));
        }

        return new()
        {
            Id = spec.Id,
            Url = spec.Url,
            Plan = spec.Plan,
            Kinds = spec.Kinds,
            Enabled = spec.Enabled,
            CreatedAt = Row.CreatedAt,
            CreatedBy = spec.By,
            Plans = states,
        };
    }

    private IWebhookDeliveryGrain Delivery(string webhook, string plan) => GrainFactory.GetGrain<IWebhookDeliveryGrain>(new NameKey(plan, webhook).ToString());

    private IOutboxGrain Outbox(string plan) => GrainFactory.GetGrain<IOutboxGrain>(plan);

    private static bool Same(WebhookSpec left, WebhookSpec right) =>
        left.By == right.By && left.Url == right.Url && left.Plan == right.Plan && left.Kinds.SequenceEqual(right.Kinds)
        && left.SecretMade == right.SecretMade && (left.SecretMade || left.Secret == right.Secret);
}

[GrainType("webhook-index")]
internal sealed class WebhookIndexGrain([PersistentState("webhooks-v1")] IPersistentState<NameListRow> stored) : Grain, IWebhookIndexGrain
{
    public async Task<bool> Add(string webhook)
    {
        if (stored.State.Names.Count >= IWebhookIndexGrain.Most && !stored.State.Names.Contains(webhook))
        {
            return false;
        }

        await stored.AddName(webhook);
        return true;
    }

    public Task<IReadOnlyList<string>> List() => Task.FromResult<IReadOnlyList<string>>(stored.State.Names);
}
