using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Rectification.Storage.Postgres;

namespace Rectification.Storage.Hosting;

/// <summary>Registers the store on PostgreSQL.</summary>
public static class PostgresSiloBuilderExtensions
{
    /// <summary>Grain storage in PostgreSQL, under a name ("Default" is the one grains take that name none).</summary>
    public static ISiloBuilder AddPostgresGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<PostgresStorageOptions>> configure) =>
        builder.ConfigureServices(services =>
        {
            configure(services.AddOptions<PostgresStorageOptions>(name));
            services.AddTransient<IConfigurationValidator>(provider =>
                new PostgresStorageOptionsValidator(Options(provider, name), $"PostgreSQL grain storage \"{name}\""));
            services.AddKeyedSingleton(name, (provider, _) => new PostgresBackend(
                Options(provider, name),
                provider.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString(),
                () => provider.GetRequiredService<IFatalErrorHandler>().OnFatalException(nameof(PostgresBackend), PostgresBackend.FencedContext)));
            services.AddSingleton<IWriterFence>(provider =>
                new PostgresWriterFence(provider.GetRequiredKeyedService<PostgresBackend>(name), provider.GetRequiredService<ISiloStatusOracle>()));
            services.AddGrainStorage(name, static (provider, key) =>
                PostgresStore.CreateStorage(key, Options(provider, key), provider, provider.GetRequiredKeyedService<PostgresBackend>(key)));
        });

    private static PostgresStorageOptions Options(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<PostgresStorageOptions>>().Get(name);
}
