using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Rectification.Profiles;

/// <summary>How a storage account of Azure is named in the settings: by a connection string, or by the URI of one of its services.</summary>
public static class AzureAccount
{
    /// <summary>Which of the <c>ConnectionStrings</c> names the account, unless settings say otherwise.</summary>
    public const string ConnectionName = "Storage";

    /// <summary>How long one try of a request for a row may take; the client makes four. A call of a grain waits 30 s.</summary>
    private static readonly TimeSpan TableTryTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long one try of a request for a part of a file may take; the client makes four.</summary>
    private static readonly TimeSpan BlobTryTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The account of the profile <c>azure</c>.</summary>
    /// <exception cref="InvalidOperationException">None is named.</exception>
    public static string Connection(IConfiguration configuration) =>
        configuration.GetConnectionString(ConnectionName) is { Length: > 0 } connection ? connection : throw new InvalidOperationException(
            $"运行方式 {Profile.Azure} 需要 ConnectionStrings:{ConnectionName}。 The profile {Profile.Azure} needs ConnectionStrings:{ConnectionName}.");

    /// <summary>Makes the client of the account's tables.</summary>
    /// <exception cref="InvalidDataException">The connection names no account.</exception>
    public static TableServiceClient Tables(string connection)
    {
        var options = new TableClientOptions();
        options.Retry.NetworkTimeout = TableTryTimeout;
        return Connect<TableServiceClient>(connection, text => new(text, options), uri => new(uri, options), (uri, identity) => new(uri, identity, options));
    }

    /// <summary>Makes the client of the account's blobs, also where the connection is the URI of its tables.</summary>
    /// <exception cref="InvalidDataException">The connection names no account.</exception>
    public static BlobServiceClient Blobs(string connection)
    {
        var options = new BlobClientOptions();
        options.Retry.NetworkTimeout = BlobTryTimeout;
        return Connect<BlobServiceClient>(
            BlobsBeside(connection), text => new(text, options), uri => new(uri, options), (uri, identity) => new(uri, identity, options));
    }

    /// <summary>The account's blobs, where the connection is the URI of its tables; any other connection is good for both.</summary>
    public static string BlobsBeside(string connection) => UriOf(connection) is { } uri
        ? new UriBuilder(uri) { Host = uri.Host.Replace(".table.", ".blob.", StringComparison.OrdinalIgnoreCase) }.Uri.AbsoluteUri
        : connection;

    /// <summary>
    /// A URI that carries a shared access signature needs nothing else; any other one is opened with the identity of the process (managed
    /// identity, workload identity, environment).
    /// </summary>
    private static TClient Connect<TClient>(
        string connection, Func<string, TClient> byConnectionString, Func<Uri, TClient> bySignature, Func<Uri, TokenCredential, TClient> byIdentity)
    {
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
                "Azure 存储账户的连接串无效：须为连接串，或该服务的 http(s) 地址。 " +
                "The connection of the Azure storage account is neither a connection string nor the http(s) address of a service.");
        }
    }

    private static Uri? UriOf(string connection) =>
        Uri.TryCreate(connection, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;

    private static bool HasSignature(Uri uri) =>
        uri.Query.TrimStart('?').Split('&').Any(static part => part.StartsWith("sig=", StringComparison.OrdinalIgnoreCase));
}
