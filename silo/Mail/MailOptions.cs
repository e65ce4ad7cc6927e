using Microsoft.Extensions.Options;
using MimeKit;

namespace Rectification.Mail;

/// <summary>How the line to the mail server is protected.</summary>
public enum MailSecurity
{
    None = 0,
    StartTls = 1,
    Tls = 2,
}

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The mail server; without one there is no e-mail.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; by default 25, with <see cref="MailSecurity.StartTls"/> 587, with <see cref="MailSecurity.Tls"/> 465.</summary>
    public int? Port { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }
    public string? User { get; set; }
    public string? Password { get; set; }
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Where people reach the product, for links; without it letters have none.</summary>
    public string? BaseUrl { get; set; }
}

/// <summary>Refuses a start with half a configuration.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    private const int MaxPort = 65_535;

    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        string.IsNullOrEmpty(options.Host) ? ValidateOptionsResult.Success
        : !MailboxAddress.TryParse(options.From ?? "", out var from) || !from.Address.Contains('@')
            ? ValidateOptionsResult.Fail("Mail:From must be an e-mail address when Mail:Host is set.")
        : options.Port is < 1 or > MaxPort ? ValidateOptionsResult.Fail("Mail:Port must be between 1 and 65535.")
        : options.User is null != options.Password is null ? ValidateOptionsResult.Fail("Mail:User and Mail:Password belong together.")
        : options.BaseUrl is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _) ? ValidateOptionsResult.Fail("Mail:BaseUrl must be an absolute address.")
        : ValidateOptionsResult.Success;
}
