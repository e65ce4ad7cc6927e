using Rectification.Gateway.Accounts;

namespace Rectification.Gateway.SignIn;

/// <summary>
/// Bounds what signing in may cost: hashing is slow on purpose, so only part of the processors do it at once; attempts at one account
/// come one after the other. Also counts attempts at accounts that do not exist, which lock like those that do.
/// </summary>
internal sealed class SignInTurns(TimeProvider clock) : IDisposable
{
    private const int MaxWaiting = 256;
    private const int MaxStrangers = 10_000;

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => new SemaphoreSlim(1))];
    private readonly Dictionary<string, (int Failures, DateTimeOffset LockedUntil)> _strangers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _waiting;

    /// <returns>A turn to give back, or <see langword="null"/> when too many wait already.</returns>
    public async Task<IDisposable?> Take(string account, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        var turns = _turns[(int)((uint)account.GetHashCode(StringComparison.Ordinal) % _turns.Length)];
        try
        {
            await turns.WaitAsync(cancellation);
            return new Turn(turns);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>One more attempt at an account that does not exist: for how long that is locked, if it is, and whether it was so before this attempt.</summary>
    public (TimeSpan? Wait, bool WasLocked) CountStranger(string account)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var (failures, lockedUntil) = _strangers.GetValueOrDefault(account);
            var wasLocked = lockedUntil > now;
            if (!wasLocked)
            {
                failures++;
                lockedUntil = failures >= Passwords.MaxFailures ? now + Passwords.LockOut : default;
                if (_strangers.Count >= MaxStrangers)
                {
                    _strangers.Clear();
                }

                _strangers[account] = (lockedUntil > now ? 0 : failures, lockedUntil);
            }

            return (lockedUntil > now ? lockedUntil - now : null, wasLocked);
        }
    }

    public void Dispose()
    {
        foreach (var turns in _turns)
        {
            turns.Dispose();
        }
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
