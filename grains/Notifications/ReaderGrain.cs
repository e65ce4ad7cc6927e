using Microsoft.Extensions.Logging;

namespace Rectification.Notifications;

/// <summary>A grain that is one receiver's reader of a plan's outbox, for as long as it is active.</summary>
internal abstract class ReaderGrain : Grain
{
    /// <param name="name">The reader's name, from the grain's key.</param>
    /// <param name="stored">How far it is.</param>
    /// <param name="services">What it takes from its silo.</param>
    /// <param name="logger">The grain's.</param>
    protected ReaderGrain(Func<string, ReaderName> name, IPersistentState<ReaderRow> stored, ReaderServices services, ILogger logger)
    {
        Name = name(this.GetPrimaryKeyString());
        Reader = new(Name, services, stored, logger, Hand, DeactivateOnIdle);
    }

    protected ReaderName Name { get; }

    protected OutboxReader Reader { get; }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Reader.Load(Beginning);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Reader.Dispose();
        return Task.CompletedTask;
    }

    public virtual Task Wake()
    {
        Reader.Wake();
        return Task.CompletedTask;
    }

    /// <summary>The position after which a reader begins that never read before.</summary>
    protected virtual Task<long> Beginning() => Task.FromResult(0L);

    /// <summary>Hands over a beginning of the items and says how many; 0: the receiver wants nothing now.</summary>
    /// <exception cref="DeliveryFailedException">The receiver did not take the first one.</exception>
    protected abstract Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation);
}
