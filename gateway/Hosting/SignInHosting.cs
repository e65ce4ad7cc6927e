using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Rectification.Gateway.Auth;
using Rectification.Profiles;

namespace Rectification.Gateway.Hosting;

/// <summary>What it takes to know who asks.</summary>
internal static class SignInHosting
{
    private const string Application = "rectification";

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Identities>();
        builder.AddAccess();

        var sealing = builder.Services.AddDataProtection().SetApplicationName(Application);
        if (KeyStore(builder.Configuration) is { } store)
        {
            sealing.Services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = store);
        }
        else
        {
            sealing.PersistKeysToFileSystem(KeyFolder(builder.Configuration));
        }

        // That the keys are not sealed by a key of their own is so on purpose, and said in docs/accounts.md.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }

    /// <summary>Where the gateways of a cluster share their keys; null where there is one gateway only.</summary>
    private static IXmlRepository? KeyStore(IConfiguration configuration)
    {
        switch (Profile.Of(configuration))
        {
            case Profile.Postgres:
                var (connection, schema) = Profile.Database(configuration);
                return new DatabaseKeys(connection, schema);
            case Profile.Azure:
                return new BlobKeys(AzureAccount.Blobs(AzureAccount.Connection(configuration)).GetBlobContainerClient(BlobKeys.Container));
            default:
                return null;
        }
    }

    private static DirectoryInfo KeyFolder(IConfiguration configuration)
    {
        // Beside the data, and readable by the owner only: these keys let their holder sign in as anyone.
        var folder = Path.Combine(configuration.DataPath(), "keys");
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
