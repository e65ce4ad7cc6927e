using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Rectification.Gateway.Accounts;
using Rectification.Hosting;

namespace Rectification.Gateway.Auth;

/// <summary>What it takes to know who asks.</summary>
internal static class SignInHosting
{
    private const string Application = "rectification";

    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<Tokens>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddPasswords();
        builder.AddOidc();

        var sealing = builder.Services.AddDataProtection().SetApplicationName(Application);
        if (builder.Configuration.Database() is var (connection, schema))
        {
            sealing.Services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new DatabaseKeys(connection, schema));
        }
        else
        {
            sealing.PersistKeysToFileSystem(KeyFolder(builder.Configuration));
        }

        // That the keys are not sealed by a key of their own is so on purpose, and said in docs/accounts.md.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }

    private static DirectoryInfo KeyFolder(IConfiguration configuration)
    {
        // Beside the data, and readable by the owner only: these keys let their holder sign in as anyone.
        var folder = Path.Combine(configuration.DataPath(), "keys");
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
