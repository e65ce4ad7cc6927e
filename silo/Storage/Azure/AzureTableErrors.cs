using System.Net;
using Azure;
using Azure.Identity;

namespace Rectification.Storage.Azure;

/// <summary>What an error of Azure Table means for the one row that was asked for.</summary>
internal static class AzureTableErrors
{
    private const string ServerBusy = "ServerBusy";
    private const string TableNotFound = "TableNotFound";
    private const string TableBeingDeleted = "TableBeingDeleted";

    /// <summary>The row is not what the writer thinks it is; nothing was changed.</summary>
    public static bool IsConflict(Exception problem) =>
        problem is RequestFailedException { Status: (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.Conflict or (int)HttpStatusCode.NotFound } failed
        && failed.ErrorCode is not (TableNotFound or TableBeingDeleted);

    /// <summary>Definitely nothing was written: the account answered with a refusal, or was never asked.</summary>
    public static bool IsDefinite(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions: var tries } => tries.All(IsDefinite),
        AuthenticationFailedException => true,
        // The answer to a throttled request says so; any other error of the server's side may come after the write.
        RequestFailedException { Status: > 0 } failed => failed.Status is >= 400 and < 500 and not (int)HttpStatusCode.RequestTimeout
            || failed.Status == (int)HttpStatusCode.ServiceUnavailable && (failed.ErrorCode == ServerBusy || failed.GetRawResponse() is { } response && IsThrottled(response)),
        _ => WasNeverSent(problem),
    };

    /// <summary>The account asks to come back later and has done nothing.</summary>
    public static bool IsThrottled(Response response) =>
        response.Status == (int)HttpStatusCode.TooManyRequests || response.Status == (int)HttpStatusCode.ServiceUnavailable && IsBusy(response);

    /// <summary>No connection came about.</summary>
    public static bool WasNeverSent(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError })
                return true;
        }
        return false;
    }

    /// <summary>A 503 may also be <c>OperationTimedOut</c>, after which the outcome is unknown.</summary>
    private static bool IsBusy(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? code == ServerBusy
        : response.ContentStream is { CanSeek: true } && response.Content.ToString().Contains(ServerBusy, StringComparison.Ordinal);
}
