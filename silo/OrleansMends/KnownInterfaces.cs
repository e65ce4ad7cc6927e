using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace Rectification.OrleansMends;

/// <summary>
/// Keeps what Orleans calls each interface of a grain. Without it every <see cref="IGrainFactory.GetGrain{TGrainInterface}(string, string)"/> reads the
/// interface's attributes and writes its name anew, which is more than the call itself costs.
/// </summary>
internal sealed class KnownInterfaces(IServiceProvider services, TypeConverter types) : IGrainInterfaceTypeProvider
{
    private readonly GrainInterfaceTypeResolver _orleans = new([new AttributeGrainInterfaceTypeProvider(services)], types);
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _known.GetOrAdd(type, static (asked, orleans) => orleans.GetGrainInterfaceType(asked), _orleans);
        return true;
    }
}

internal static class KnownInterfacesHosting
{
    /// <summary>Goes before Orleans' own: the first that knows an interface is believed.</summary>
    public static IServiceCollection KeepInterfaces(this IServiceCollection services) => services.AddSingleton<IGrainInterfaceTypeProvider, KnownInterfaces>();
}
