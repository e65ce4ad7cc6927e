using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Rectification.Notifications;

namespace Rectification.Mail;

/// <summary>Sends letters over SMTP, a connection each: they are few, and a server that was restarted meanwhile is no trouble.</summary>
internal sealed class SmtpMailSender(IOptions<MailOptions> options, IOptions<NotificationOptions> patience) : IMailSender
{
    private const int PlainPort = 25;
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;
    private const int FirstPermanentStatus = 500;

    public bool IsConfigured => !string.IsNullOrEmpty(options.Value.Host);

    public string? BaseUrl => options.Value.BaseUrl?.TrimEnd('/');

    public async Task<bool> Send(Letter letter, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(letter.To, out var to))
        {
            return false;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(patience.Value.Timeout);
        // Networks without the internet reach no list of revoked certificates.
        using var client = new SmtpClient { CheckCertificateRevocation = false };
        await Connect(client, timeout.Token);
        try
        {
            await client.SendAsync(Message(letter, to), timeout.Token);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= FirstPermanentStatus)
        {
            return false;
        }

        await client.DisconnectAsync(quit: true, timeout.Token);
        return true;
    }

    private async Task Connect(SmtpClient client, CancellationToken cancellation)
    {
        var mail = options.Value;
        var (security, port) = mail.Security switch
        {
            MailSecurity.None => (SecureSocketOptions.None, PlainPort),
            MailSecurity.Tls => (SecureSocketOptions.SslOnConnect, TlsPort),
            _ => (SecureSocketOptions.StartTls, SubmissionPort),
        };
        await client.ConnectAsync(mail.Host!, mail.Port ?? port, security, cancellation);
        if (mail.User is { } user)
        {
            await client.AuthenticateAsync(user, mail.Password!, cancellation);
        }
    }

    private MimeMessage Message(Letter letter, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(options.Value.From!);
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            MessageId = $"{letter.Reference}@{from.Domain}",
            Date = TimeProvider.System.GetUtcNow(),
            Body = new TextPart("plain") { Text = letter.Text },
        };
        message.From.Add(from);
        message.To.Add(to);
        // Out-of-office replies to a machine help nobody.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
