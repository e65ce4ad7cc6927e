using System.Reflection;
using Rectification.OrleansMends;

namespace Rectification.Tests.Cluster;

/// <summary>What a gateway asks again by itself, and what it leaves to whoever asked.</summary>
public sealed class RetryLostCallsTests
{
    public static TheoryData<Exception> Lost => [new TimeoutException(), new SiloUnavailableException(), new OperationCanceledException()];

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_call_that_was_lost_with_its_silo_is_asked_again_until_it_is_answered(Exception loss)
    {
        var call = Call.Of(loss, loss, null);
        await new RetryLostCalls().Invoke(call.Context);

        Assert.Equal(3, call.Times);
    }

    [Fact]
    public async Task A_call_that_failed_for_a_reason_of_its_own_is_not_asked_again()
    {
        var call = Call.Of(new InvalidOperationException("of its own"), null);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new RetryLostCalls().Invoke(call.Context));
        Assert.Equal(1, call.Times);
    }

    /// <summary>A call that ends as it is told to, each time it is made.</summary>
    public class Call : DispatchProxy
    {
        private Queue<Exception?> _ends = [];

        public int Times { get; private set; }

        public IOutgoingGrainCallContext Context => (IOutgoingGrainCallContext)(object)this;

        public static Call Of(params Exception?[] ends)
        {
            var call = (Call)(object)Create<IOutgoingGrainCallContext, Call>();
            call._ends = new(ends);
            return call;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name != nameof(IOutgoingGrainCallContext.Invoke))
            {
                return null;
            }

            Times++;
            return _ends.Dequeue() is { } end ? Task.FromException(end) : Task.CompletedTask;
        }
    }
}
