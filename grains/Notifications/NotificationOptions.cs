using Microsoft.Extensions.Options;

namespace Rectification.Notifications;

/// <summary>Section <c>Notifications</c>: how patiently receivers are served. All by the process's real clock.</summary>
public sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>Pause after a first failure; each further one doubles it.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two attempts.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A receiver that has failed for so long is an error in the log and stalled in its view.</summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long e-mail waits for more to go into one letter.</summary>
    public TimeSpan MailWindow { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Refuses a start with settings that make no sense.</summary>
internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, NotificationOptions options) =>
        options.FirstRetry <= TimeSpan.Zero || options.LongestRetry < options.FirstRetry || options.LongestRetry > Day
            ? ValidateOptionsResult.Fail("Notifications:FirstRetry and Notifications:LongestRetry must be above zero, in order, and at most a day.")
        : options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(5)
            ? ValidateOptionsResult.Fail("Notifications:Timeout must be above zero and at most five minutes.")
        : options.StalledAfter <= TimeSpan.Zero ? ValidateOptionsResult.Fail("Notifications:StalledAfter must be above zero.")
        : options.MailWindow < TimeSpan.Zero || options.MailWindow > Day
            ? ValidateOptionsResult.Fail("Notifications:MailWindow must be between zero and a day.")
        : ValidateOptionsResult.Success;
}
