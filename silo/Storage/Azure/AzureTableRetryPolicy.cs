using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Rectification.Storage.Azure;

/// <summary>
/// Tries again what failed for the moment. A write only if it was definitely refused: one that may have gone through would meet itself,
/// and its caller would be told of a conflict with somebody else.
/// </summary>
internal sealed class AzureTableRetryPolicy(AzureTableStorageOptions options)
    : RetryPolicy(options.MaxRetries, DelayStrategy.CreateExponentialDelayStrategy(options.RetryDelay, options.RetryDelay * 16))
{
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) => base.ShouldRetry(message, exception) && MayRetry(message, exception);

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        await base.ShouldRetryAsync(message, exception).ConfigureAwait(false) && MayRetry(message, exception);

    private bool MayRetry(HttpMessage message, Exception? exception)
    {
        var isRead = message.Request.Method == RequestMethod.Get;
        return exception is not null || !message.HasResponse ? isRead || exception is not null && AzureTableErrors.WasNeverSent(exception)
            : RetryAfter(message) <= options.MaxRetryAfter && (isRead || AzureTableErrors.IsThrottled(message.Response));
    }

    /// <summary>The pause the account asks for; the policy below keeps it.</summary>
    private static TimeSpan RetryAfter(HttpMessage message) =>
        message.Response.Headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
}
