using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Rectification.Storage.AdoNet;

namespace Rectification.Storage.Hosting;

/// <summary>Makes the official AdoNet storage, where it is configured, one that the product's grains can live on.</summary>
internal static class AdoNetSiloBuilderExtensions
{
    /// <summary>How the official packages are called in <c>Orleans:…:ProviderType</c>.</summary>
    public const string ProviderType = "AdoNet";

    /// <summary>Where it is said which storage the grains take.</summary>
    public const string ProviderTypeKey = $"Orleans:GrainStorage:{Name}:ProviderType";

    private const string Name = "Default";

    /// <summary>Names Orleans' binary format in <c>SerializerKey</c>: the official default is a text of another format.</summary>
    public const string BinarySerializer = "binary";

    /// <summary>Where <c>Orleans:GrainStorage:Default:ProviderType</c> is <c>AdoNet</c>, puts the official store behind <see cref="WholeKeyStorage"/>.</summary>
    public static ISiloBuilder UseWholeKeysOnAdoNet(this ISiloBuilder builder)
    {
        builder.Services.AddKeyedSingleton<IGrainStorageSerializer>(
            BinarySerializer, static (provider, _) => new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>()));
        if (builder.Configuration[ProviderTypeKey] == ProviderType)
        {
            // The official registration stays, with its options and checks; who asks for the storage gets the last one registered.
            builder.Services.AddKeyedSingleton<IGrainStorage>(Name, static (provider, _) => new WholeKeyStorage(AdoNetGrainStorageFactory.Create(provider, Name)));
        }

        return builder;
    }
}
