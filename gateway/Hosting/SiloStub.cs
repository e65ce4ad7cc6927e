namespace Rectification.Hosting;

/// <summary>Stands where the silo's own composition goes.</summary>
internal static class SiloStub
{
    /// <summary>Adds the silo of the configured profile.</summary>
    public static IHostApplicationBuilder AddRectification(this IHostApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        return builder;
    }
}
