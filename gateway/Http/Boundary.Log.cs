namespace Rectification.Gateway.Http;

internal sealed partial class Boundary
{
    [LoggerMessage(1, LogLevel.Warning, "Not available for {Path}.")]
    private static partial void LogUnavailable(ILogger logger, string path, Exception error);

    [LoggerMessage(2, LogLevel.Error, "{Path} failed.")]
    private static partial void LogFailed(ILogger logger, string path, Exception error);
}
