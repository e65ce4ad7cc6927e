using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rectification.Gateway.Http;
using Rectification.Notifications;

namespace Rectification.Gateway.Webhooks;

/// <summary>Adding webhooks and looking at them, for the API and for the pages alike.</summary>
internal static class WebhookAdministration
{
    private const int SecretBytes = 32;
    private const int IdBytes = 10;
    private const int ConcurrentReads = 16;
    private const int MaxKinds = 64;

    /// <param name="grains">The cluster.</param>
    /// <param name="asked">The command.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="key">The wish's id: the same again is done once.</param>
    /// <returns>The outcome, and the secret where one was made: there once and never again.</returns>
    public static async Task<(WebhookOutcome Outcome, string? Secret)> Create(IGrainFactory grains, NewWebhook asked, string by, string key)
    {
        if (asked.Kinds.Count > MaxKinds)
        {
            return (HttpRefusals.ElementUnknown("/kinds"), null);
        }

        var spec = new WebhookSpec
        {
            Id = IdOf(by, key),
            Url = asked.Url,
            Plan = asked.Plan,
            Kinds = asked.Kinds,
            Secret = asked.Secret ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)),
            SecretMade = asked.Secret is null,
            By = by,
        };
        var outcome = await grains.GetGrain<IWebhookGrain>(spec.Id).Create(spec);
        return (outcome, outcome.Refusal is null && !outcome.Repeated && spec.SecretMade ? spec.Secret : null);
    }

    /// <summary>Delivers again from a position from 1 on or from an instant on, which are not both named.</summary>
    public static async Task<WebhookOutcome> Replay(IGrainFactory grains, string id, WebhookReplay replay) =>
        (replay.Position is null) == (replay.Instant is null) || replay.Position < 1 ? WebhookRefusals.FromMalformed
            : await grains.GetGrain<IWebhookGrain>(id).Replay(replay);

    public static async Task<IReadOnlyList<WebhookView>> All(IGrainFactory grains)
    {
        var webhooks = new List<WebhookView>();
        foreach (var chunk in (await grains.GetGrain<IWebhookIndexGrain>(IWebhookIndexGrain.Key).List()).Chunk(ConcurrentReads))
        {
            webhooks.AddRange((await Task.WhenAll(chunk.Select(id => grains.GetGrain<IWebhookGrain>(id).Get()))).OfType<WebhookView>());
        }

        return webhooks;
    }

    /// <summary>The same request sent again names the same webhook; that is all it takes to know it again.</summary>
    private static string IdOf(string account, string key) => string.Create(
        CultureInfo.InvariantCulture, $"wh-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{key}")).AsSpan(0, IdBytes))}");
}
