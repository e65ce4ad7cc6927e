using Rectification.Storage;

namespace Rectification.Queries;

/// <summary>
/// Something kept of a plan in numbered parts, which is current as long as what was written is read again before it is looked at. Where that is more than it is
/// worth to who asks, it is read beside, for those who ask afterwards: a morning on which everybody reports must not end what is kept.
/// </summary>
/// <param name="writes">How many writes there had been before anything was read.</param>
/// <param name="clock">For how long catching up takes.</param>
internal abstract class KeptCurrent(long writes, TimeProvider clock)
{
    /// <summary>After catching up it rests for so many times what that took: while everybody writes, it reads for a tenth of the time at most.</summary>
    private const int Rest = 9;

    private readonly SemaphoreSlim _reading = new(1);
    private long _writes = writes;
    private long _restsUntil = long.MinValue;

    /// <summary>The last catching up; completed while there is none.</summary>
    public Task CatchingUp { get; private set; } = Task.CompletedTask;

    /// <summary>Reads again what was written since the last time; no, if those are more than <paramref name="most"/> parts, or just being read.</summary>
    public async Task<bool> Refresh(RowWrites writes, int most)
    {
        if (Volatile.Read(ref _writes) == writes.Count)
        {
            return true;
        }

        if (!CatchingUp.IsCompleted)
        {
            return false;
        }

        // One after the other: of two readings of a part the later one must not be overwritten by the earlier.
        await _reading.WaitAsync();
        try
        {
            var count = writes.Count;
            var written = Written(writes, _writes);
            if (written.Count <= most)
            {
                await Read(written);
                Volatile.Write(ref _writes, count);
                return true;
            }

            if (CatchingUp.IsCompleted && clock.GetTimestamp() >= _restsUntil)
            {
                CatchingUp = Task.Run(() => CatchUp(writes));
            }

            return false;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The parts of which something was written since there were <paramref name="since"/> writes: all of them when that is forgotten.</summary>
    protected abstract IReadOnlyCollection<int> Written(RowWrites writes, long since);

    /// <summary>Reads these parts.</summary>
    protected abstract Task Read(IReadOnlyCollection<int> parts);

    private async Task CatchUp(RowWrites writes)
    {
        await _reading.WaitAsync();
        var started = clock.GetTimestamp();
        try
        {
            var count = writes.Count;
            await Read(Written(writes, _writes));
            Volatile.Write(ref _writes, count);
        }
        catch (StorageUnavailableException)
        {
            // Who asks next tries again; what is kept stays as old as it says.
        }
        finally
        {
            var ended = clock.GetTimestamp();
            _restsUntil = ended + (Rest * (ended - started));
            _reading.Release();
        }
    }
}
