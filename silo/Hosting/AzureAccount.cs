using Azure.Core;
using Azure.Identity;

namespace Rectification.Hosting;

/// <summary>How a storage account of Azure is named in the settings: by a connection string, or by the URI of one of its services.</summary>
public static class AzureAccount
{
    /// <summary>Which of the <c>ConnectionStrings</c> names the account, unless settings say otherwise.</summary>
    public const string ConnectionName = "Storage";

    /// <summary>
    /// Makes a service's client. A URI that carries a shared access signature needs nothing else; any other one is opened with the identity
    /// of the process (managed identity, workload identity, environment).
    /// </summary>
    /// <exception cref="InvalidDataException">The connection names no account.</exception>
    public static TClient Connect<TClient>(
        string connection, Func<string, TClient> byConnectionString, Func<Uri, TClient> bySignature, Func<Uri, TokenCredential, TClient> byIdentity)
    {
        ArgumentNullException.ThrowIfNull(byConnectionString);
        ArgumentNullException.ThrowIfNull(bySignature);
        ArgumentNullException.ThrowIfNull(byIdentity);
        try
        {
            return UriOf(connection) is not { } uri ? byConnectionString(connection)
                : HasSignature(uri) ? bySignature(uri)
                : byIdentity(uri, new DefaultAzureCredential());
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            // What the client says of it might repeat the key.
            throw new InvalidDataException(
                "Azure 存储账户的连接串无效：须为连接串，或该服务的 http(s) 地址。 The connection of the Azure storage account is neither a connection string nor the http(s) address of a service.");
        }
    }

    /// <summary>The account's blobs, where the connection is the URI of its tables; any other connection is good for both.</summary>
    public static string BlobsBeside(string connection) => UriOf(connection) is { } uri
        ? new UriBuilder(uri) { Host = uri.Host.Replace(".table.", ".blob.", StringComparison.OrdinalIgnoreCase) }.Uri.AbsoluteUri
        : connection;

    private static Uri? UriOf(string connection) =>
        Uri.TryCreate(connection, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;

    private static bool HasSignature(Uri uri) =>
        uri.Query.TrimStart('?').Split('&').Any(static part => part.StartsWith("sig=", StringComparison.OrdinalIgnoreCase));
}
