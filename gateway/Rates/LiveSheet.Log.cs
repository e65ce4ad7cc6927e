namespace Rectification.Gateway.Rates;

internal sealed partial class LiveSheet
{
    [LoggerMessage(1, LogLevel.Debug, "The roll-up of {Plan} is silent.")]
    private static partial void LogSilent(ILogger logger, string plan, Exception error);
}
