using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Rectification.OrleansMends;

/// <summary>
/// Lets the drivers' exceptions travel between processes inside ours. Without it an answer that tells of one is never sent, and who asked waits
/// for the time-out instead of trying again.
/// </summary>
internal static class TravellingExceptions
{
    private static readonly string[] Drivers = ["Npgsql", "Azure"];

    public static IServiceCollection LetDriversExceptionsTravel(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static options => options.SupportedNamespacePrefixes.UnionWith(Drivers));
}
