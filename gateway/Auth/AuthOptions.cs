using Microsoft.Extensions.Options;

namespace Rectification.Gateway.Auth;

/// <summary>Section <c>Auth</c>.</summary>
internal sealed class AuthOptions
{
    public const string Section = "Auth";
    public const int MinBootstrapKeyLength = 32;

    /// <summary>Key of the account <c>ops</c>, at least 32 characters; without one a key is made and shown at the first start.</summary>
    public string? BootstrapKey { get; set; }
}

/// <summary>Refuses a start with a key that is easily guessed.</summary>
internal sealed class AuthOptionsValidator : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) =>
        options.BootstrapKey is null or { Length: >= AuthOptions.MinBootstrapKeyLength and <= KeyHash.MaxKeyLength }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Auth:BootstrapKey must have {AuthOptions.MinBootstrapKeyLength} to {KeyHash.MaxKeyLength} characters.");
}
