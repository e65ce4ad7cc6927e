namespace Rectification.Storage;

/// <summary>A store that may see every write to it, so that what was read can be kept until it is written again.</summary>
public interface IWatchedStorage
{
    /// <summary><see langword="null"/> where others write too, such as silos that share a database: then nothing may be kept.</summary>
    RowWrites? Writes { get; }
}

/// <summary>The latest writes to a store that this process alone writes to, in order. A write is noted before it is acknowledged.</summary>
public sealed class RowWrites
{
    /// <summary>Older ones are forgotten: whoever has not looked since then reads everything again.</summary>
    private const int Kept = 16_384;

    private readonly (string StateName, GrainId Id)[] _latest = new (string, GrainId)[Kept];
    private readonly Lock _gate = new();
    private long _count;

    /// <summary>How many there were. What is read after this was asked for has all of them.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Notes that a row was written, or may have been.</summary>
    public void Note(string stateName, GrainId id)
    {
        lock (_gate)
        {
            _latest[_count % Kept] = (stateName, id);
            Volatile.Write(ref _count, _count + 1);
        }
    }

    /// <summary>The rows of one state name written since there were <paramref name="count"/>; <see langword="null"/> when that is forgotten.</summary>
    public IReadOnlySet<GrainId>? Since(long count, string stateName)
    {
        lock (_gate)
        {
            if (_count - count > Kept)
            {
                return null;
            }

            var written = new HashSet<GrainId>();
            for (var i = count; i < _count; i++)
            {
                if (_latest[i % Kept] is var one && one.StateName == stateName)
                {
                    written.Add(one.Id);
                }
            }

            return written;
        }
    }
}
