using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.GrainReferences;
using Orleans.Serialization.Invocation;
using Rectification.OrleansMends;
using Rectification.Tests.Cluster.Support;

namespace Rectification.Tests.Cluster;

/// <summary>Whatever a gateway asks may be lost with a silo: no call waits until its time is up, whether or not it has an answer.</summary>
public sealed class LostOnTheWayTests
{
    private const InvokeMethodOptions Usual = InvokeMethodOptions.None;
    private readonly LostSilos _silos = new(TimeProvider.System);
    private readonly IInvokable _request = DispatchProxy.Create<IInvokable, Request>();

    [Fact]
    public async Task A_call_with_an_answer_is_answered_although_the_first_asking_was_lost()
    {
        var orleans = Runtime.ThatLosesTheFirst();
        Assert.Equal(7, await new RetryLostCalls(orleans, _silos).InvokeMethodAsync<int>(null!, _request, Usual).AsTask().InTime());
        Assert.Equal(2, ((Runtime)(object)orleans).Asked);
    }

    [Fact]
    public async Task A_call_without_an_answer_ends_although_the_first_asking_was_lost()
    {
        var orleans = Runtime.ThatLosesTheFirst();
        await new RetryLostCalls(orleans, _silos).InvokeMethodAsync(null!, _request, Usual).AsTask().InTime();
        Assert.Equal(2, ((Runtime)(object)orleans).Asked);
    }

    /// <summary>A request that says nothing of how long it may take.</summary>
    public class Request : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }

    /// <summary>What makes the calls; the first one is never answered.</summary>
    public class Runtime : DispatchProxy
    {
        public int Asked { get; private set; }

        public static IGrainReferenceRuntime ThatLosesTheFirst() => Create<IGrainReferenceRuntime, Runtime>();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var isLost = ++Asked == 1;
            return targetMethod!.IsGenericMethod
                ? new ValueTask<int>(isLost ? new TaskCompletionSource<int>().Task : Task.FromResult(7))
                : new ValueTask(isLost ? new TaskCompletionSource().Task : Task.CompletedTask);
        }
    }
}
