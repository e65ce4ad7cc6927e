namespace Rectification.Gateway.Plans;

/// <summary>Bounds how many questions about the past are computed at once.</summary>
internal sealed class ReplayTurns : IDisposable
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <returns>A turn to give back, or <see langword="null"/> when none came free in time.</returns>
    public async Task<IDisposable?> Take(CancellationToken cancellation) =>
        await _turns.WaitAsync(Patience, cancellation) ? new Turn(_turns) : null;

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
