namespace Rectification.Gateway.Auth;

internal sealed partial class AccountBootstrap
{
    [LoggerMessage(1, LogLevel.Warning, "The account ops could not be read (attempt {Attempt}).")]
    private static partial void LogNotYet(ILogger logger, int attempt, Exception error);
}
