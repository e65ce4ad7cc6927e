using System.Text.Json;
using Rectification.Notifications;

namespace Rectification.Gateway.Webhooks;

/// <summary>What POST /webhooks takes.</summary>
internal sealed record NewWebhook
{
    public required string Url { get; init; }

    /// <summary>The one plan it is about; without one all.</summary>
    public string? Plan { get; init; }

    // A setter, not init: generated metadata would overwrite the default.
    /// <summary>Kinds of notifications it wants; none named: all.</summary>
    public IReadOnlyList<NotificationKind> Kinds { get; set; } = [];

    /// <summary>32 to 256 printable ASCII characters; without one a secret is made and shown once.</summary>
    public string? Secret { get; init; }
}

/// <summary>What POST /webhooks/{id}/replay takes.</summary>
internal sealed record ReplayFrom
{
    /// <summary>A position (a number from 1) or an instant.</summary>
    public required JsonElement From { get; init; }
    public string? Plan { get; init; }
}

/// <summary>A webhook that was made. A secret that was made with it is there once and never again.</summary>
internal sealed record IssuedWebhook
{
    public string? Secret { get; init; }
    public required WebhookView Webhook { get; init; }
}
