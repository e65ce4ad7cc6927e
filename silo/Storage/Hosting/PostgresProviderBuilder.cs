using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;
using Rectification.Storage.Hosting;
using Rectification.Storage.Postgres;

[assembly: RegisterProvider("Postgres", "GrainStorage", "Silo", typeof(PostgresGrainStorageProviderBuilder))]

namespace Rectification.Storage.Hosting;

/// <summary>
/// <c>Orleans:GrainStorage:{name}:ProviderType=Postgres</c>; keys: those of <see cref="PostgresStorageOptions"/> and <c>SerializerKey</c> (a keyed
/// <see cref="IGrainStorageSerializer"/>).
/// </summary>
internal sealed class PostgresGrainStorageProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddPostgresGrainStorage(name ?? "Default", options => options.Configure<IServiceProvider>((target, services) =>
        {
            configurationSection.Bind(target);
            if (configurationSection["SerializerKey"] is { Length: > 0 } key)
            {
                target.GrainStorageSerializer = services.GetRequiredKeyedService<IGrainStorageSerializer>(key);
            }
        }));
}
