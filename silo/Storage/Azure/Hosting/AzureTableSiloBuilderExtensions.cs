using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Rectification.Storage.Azure;

namespace Rectification.Storage.Hosting;

/// <summary>Registers the store on Azure Table.</summary>
public static class AzureTableSiloBuilderExtensions
{
    /// <summary>Grain storage in a table of Azure, under a name ("Default" is the one grains take that name none).</summary>
    public static ISiloBuilder AddAzureTableGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<AzureTableStorageOptions>> configure) =>
        builder.ConfigureServices(services =>
        {
            configure(services.AddOptions<AzureTableStorageOptions>(name));
            services.AddTransient<IConfigurationValidator>(provider =>
                new AzureTableStorageOptionsValidator(Options(provider, name), $"Azure Table grain storage \"{name}\""));
            services.AddGrainStorage(name, static (provider, key) =>
                new AzureTableStorage(key, provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId, Options(provider, key), provider));
        });

    private static AzureTableStorageOptions Options(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<AzureTableStorageOptions>>().Get(name);
}
