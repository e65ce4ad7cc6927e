using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.GrainReferences;
using Orleans.Serialization.Invocation;

namespace Rectification.OrleansMends;

/// <summary>Has every call of a client that is lost, or that nobody answers, asked again.</summary>
internal sealed class RetryLostCalls(IGrainReferenceRuntime orleans, LostSilos silos) : IGrainReferenceRuntime
{
    public async ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        await new AskedAgain<T?>(
            () => orleans.InvokeMethodAsync<T>(reference, request, options).AsTask(), request.GetDefaultResponseTimeout(), silos, TimeProvider.System).Answer();

    public async ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        await new AskedAgain<bool>(Done, request.GetDefaultResponseTimeout(), silos, TimeProvider.System).Answer();

        async Task<bool> Done()
        {
            await orleans.InvokeMethodAsync(reference, request, options);
            return true;
        }
    }

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) => orleans.InvokeMethod(reference, request, options);

    public object Cast(IAddressable grain, Type interfaceType) => orleans.Cast(grain, interfaceType);
}

internal static class RetryLostCallsHosting
{
    /// <summary>Every reference to a grain that is made from now on calls so.</summary>
    public static void RetryLostCalls(this IClientBuilder client)
    {
        var silos = new LostSilos(TimeProvider.System);
        client.AddClusterConnectionStatusObserver(silos);
        foreach (var orleans in client.Services.Where(static service => service.ServiceType == typeof(IGrainReferenceActivatorProvider)).ToArray())
        {
            client.Services.Remove(orleans);
            client.Services.AddSingleton(services => (IGrainReferenceActivatorProvider)ActivatorUtilities.CreateInstance(
                new WithRetries(services, silos), orleans.ImplementationType!));
        }
    }

    /// <summary>Orleans takes its own class for granted wherever it calls itself, so only those who make references are given another.</summary>
    private sealed class WithRetries(IServiceProvider services, LostSilos silos) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(IServiceProvider) ? this
            : serviceType == typeof(IGrainReferenceRuntime) ? new RetryLostCalls(services.GetRequiredService<IGrainReferenceRuntime>(), silos)
            : services.GetService(serviceType);
    }
}
