namespace Rectification.Notifications;

/// <summary>Sends letters, one at a time. The host gives one that does; without one nobody gets e-mail.</summary>
public interface IMailSender
{
    bool IsConfigured { get; }

    /// <summary>Where the links in a letter begin, without a slash at its end; <see langword="null"/> for letters without links.</summary>
    string? BaseUrl { get; }

    /// <returns>False when the recipient is refused for good. Everything else that goes wrong is thrown and worth another attempt.</returns>
    Task<bool> Send(Letter letter, CancellationToken cancellation);
}

/// <summary>A letter of plain text.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text, lines ended by line feeds.</param>
/// <param name="Reference">The same for the same content to the same recipient: a mail server that sees it twice can tell.</param>
public sealed record Letter(string To, string Subject, string Text, string Reference);

/// <summary>No e-mail is configured.</summary>
internal sealed class NoMail : IMailSender
{
    public bool IsConfigured => false;

    public string? BaseUrl => null;

    public Task<bool> Send(Letter letter, CancellationToken cancellation) => throw new InvalidOperationException("No e-mail is configured.");
}
