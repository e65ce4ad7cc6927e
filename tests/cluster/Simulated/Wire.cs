using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.CodeGeneration;
using Orleans.GrainReferences;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;
using Orleans.Serialization.Serializers;

namespace Rectification.Tests.Cluster.Simulated;

/// <summary>
/// Orleans' own references, serializers and names, from a silo that is built and never started: every call that a reference makes comes here
/// and goes to the world of the moment. One a thread of simulations.
/// </summary>
internal sealed class Wire : IGrainReferenceRuntime, IDisposable
{
    private readonly IHost _host;
    private readonly GrainReferenceActivator _references;
    private readonly GrainInterfaceTypeResolver _interfaces;
    private readonly Dictionary<GrainType, Type> _classes;

    public Wire()
    {
        _host = new HostBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo => silo.UseLocalhostClustering().UseInMemoryReminderService())
            .ConfigureServices(services => services.AddSingleton<IGrainReferenceRuntime>(this))
            .Build();
        _references = Get<GrainReferenceActivator>();
        _interfaces = Get<GrainInterfaceTypeResolver>();
        Grains = Get<IGrainFactory>();
        Serializer = Get<Serializer>();
        Activators = Get<IActivatorProvider>();
        var types = Get<GrainTypeResolver>();
        _classes = typeof(MeasureGrain).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IGrainBase)))
            .ToDictionary(types.GetGrainType);
    }

    public IGrainFactory Grains { get; }

    public Serializer Serializer { get; }

    public IActivatorProvider Activators { get; }

    /// <summary>Where calls go.</summary>
    public World World { get; set; } = null!;

    public Type ClassOf(GrainId id) => _classes[id.Type];

    public GrainReference Reference(GrainId id) => _references.CreateReference(id, default);

    /// <summary>The same call once more, as if it had come over the line twice.</summary>
    public IInvokable Copy(IInvokable request) => (IInvokable)Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(request))!;

    public object Cast(IAddressable grain, Type interfaceType) =>
        _references.CreateReference(grain.GetGrainId(), _interfaces.GetGrainInterfaceType(interfaceType));

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        World.Send(reference.GrainId, request, options | InvokeMethodOptions.AlwaysInterleave);

    public async ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        (await Call(reference, request, options)).GetResult<T>();

    public async ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        await Call(reference, request, options);

    public void Dispose() => _host.Dispose();

    /// <summary>As the product's filter does: what was lost is sent again, for so long.</summary>
    private async Task<Response> Call(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var world = World;
        var (until, pause) = (world.Time.GetUtcNow().AddSeconds(12), TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var response = await world.Send(reference.GrainId, request, options);
            if (response.Exception is null)
            {
                return response;
            }

            if (response.Exception is not (SiloUnavailableException or TimeoutException) || world.Time.GetUtcNow() > until)
            {
                ExceptionDispatchInfo.Throw(response.Exception);
            }

            await world.Time.Pause(pause);
            pause = pause * 2 < TimeSpan.FromSeconds(1) ? pause * 2 : TimeSpan.FromSeconds(1);
            request = Copy(request);
        }
    }

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();
}
