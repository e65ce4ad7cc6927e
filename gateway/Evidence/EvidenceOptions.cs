using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Evidence;

/// <summary>Section <c>Evidence</c>.</summary>
internal sealed class EvidenceOptions
{
    public const string Section = "Evidence";
    public const long Least = 1024;
    public const long Most = 4L * 1024 * 1024 * 1024;

    /// <summary>Largest file, in bytes.</summary>
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Where files lie: <c>folder</c>, <c>postgres</c> or <c>azureBlob</c>; without it what the profile says.</summary>
    public string? Store { get; set; }

    /// <summary>Container of Azure Blob, <c>evidence</c> unless named.</summary>
    public string? Container { get; set; }
}

internal sealed class EvidenceOptionsValidator : IValidateOptions<EvidenceOptions>
{
    public ValidateOptionsResult Validate(string? name, EvidenceOptions options) =>
        options.MaxBytes is >= EvidenceOptions.Least and <= EvidenceOptions.Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Evidence:MaxBytes must lie between {EvidenceOptions.Least} and {EvidenceOptions.Most}.");
}
