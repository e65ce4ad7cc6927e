using Microsoft.Extensions.Configuration;

namespace Rectification.OrleansMends;

/// <summary>
/// Keeps from a client what only silos have. Processes of one machine share their settings, and a client of Orleans looks for every provider that
/// is configured and ends where it finds none for clients.
/// </summary>
internal static class ClientsAreNotSilos
{
    private static readonly string[] SiloOnly = ["Orleans:GrainStorage", "Orleans:Reminders", "Orleans:GrainDirectory"];

    public static IConfiguration SettingsFor(IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection(configuration.AsEnumerable()
            .Where(static setting => !SiloOnly.Any(section => setting.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase))))
        .Build();
}
