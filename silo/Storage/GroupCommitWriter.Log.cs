using Microsoft.Extensions.Logging;

namespace Rectification.Storage;

internal static partial class GroupCommitLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The store is unavailable; {Operations} operations were refused")]
    public static partial void BatchUnavailable(this ILogger logger, Exception? exception, int operations);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Operations} operations ended without a known outcome")]
    public static partial void BatchUnknown(this ILogger logger, Exception? exception, int operations);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store rejected the write of {Key} permanently")]
    public static partial void OperationRejected(this ILogger logger, Exception? exception, string key);
}
