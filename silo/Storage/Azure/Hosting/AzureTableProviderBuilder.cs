using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;
using Rectification.Storage.Hosting;

[assembly: RegisterProvider("AzureTableStorage", "GrainStorage", "Silo", typeof(AzureTableGrainStorageProviderBuilder))]

namespace Rectification.Storage.Hosting;

/// <summary>
/// <c>Orleans:GrainStorage:{name}:ProviderType=AzureTableStorage</c>; keys: the official ones (<c>TableName</c>, <c>ServiceKey</c>,
/// <c>ConnectionName</c>, <c>ConnectionString</c>, <c>SerializerKey</c>) and the other properties of the options.
/// </summary>
internal sealed class AzureTableGrainStorageProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddAzureTableGrainStorage(name ?? "Default", options => options.Configure<IServiceProvider>((target, services) =>
        {
            configurationSection.Bind(target);
            if (configurationSection["ServiceKey"] is { Length: > 0 } account)
                target.TableServiceClient = services.GetRequiredKeyedService<TableServiceClient>(account);
            else if (Connection(configurationSection, services) is { Length: > 0 } connection)
                target.Connect(connection);
            if (configurationSection["SerializerKey"] is { Length: > 0 } serializer)
                target.GrainStorageSerializer = services.GetRequiredKeyedService<IGrainStorageSerializer>(serializer);
        }));

    private static string? Connection(IConfigurationSection section, IServiceProvider services) =>
        section["ConnectionString"] is { Length: > 0 } connection ? connection
        : section["ConnectionName"] is { Length: > 0 } name ? services.GetRequiredService<IConfiguration>().GetConnectionString(name)
        : null;
}
