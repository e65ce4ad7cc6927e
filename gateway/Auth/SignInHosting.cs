using Microsoft.AspNetCore.DataProtection;
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

        // Beside the data, and not for others to read: whoever has them can sign in as anybody.
        var folder = Path.Combine(builder.Configuration.DataPath(), "keys");
        var keys = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        builder.Services.AddDataProtection().SetApplicationName(Application).PersistKeysToFileSystem(keys);

        // That the keys are not sealed by a key of their own is so on purpose, and said in docs/accounts.md.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }
}
