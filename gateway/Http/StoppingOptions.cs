using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Http;

/// <summary>Section <c>Stopping</c>: the orderly end of a gateway.</summary>
public sealed class StoppingOptions
{
    public const string Section = "Stopping";

    /// <summary>Longer than the pause between two looks of a load balancer at /health/ready.</summary>
    public static readonly TimeSpan DefaultNotice = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan LongestNotice = TimeSpan.FromMinutes(2);

    /// <summary>How long requests are still served after /health/ready has said no. Default 5 s, and none where the silo is in the same process.</summary>
    public TimeSpan? Notice { get; set; }
}

/// <summary>Reports invalid options at start-up.</summary>
internal sealed class StoppingOptionsValidator : IValidateOptions<StoppingOptions>
{
    public ValidateOptionsResult Validate(string? name, StoppingOptions options) =>
        options.Notice is { } notice && (notice < TimeSpan.Zero || notice > StoppingOptions.LongestNotice)
            ? ValidateOptionsResult
                .Fail($"Stopping:Notice 须为 0 至 {StoppingOptions.LongestNotice}。 Stopping:Notice must be between 0 and {StoppingOptions.LongestNotice}.")
            : ValidateOptionsResult.Success;
}
