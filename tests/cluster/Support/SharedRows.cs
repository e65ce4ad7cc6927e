using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Tests.Cluster.Support;

/// <summary>What happens to a write that was picked.</summary>
internal enum Fault
{
    /// <summary>The store says that nothing was written, and nothing was.</summary>
    Refused,

    /// <summary>The store does not know; the write went through.</summary>
    UnknownCommitted,

    /// <summary>The store does not know; the write did not go through, and may still arrive: <see cref="SharedRows.DeliverLate"/>.</summary>
    UnknownLost,

    /// <summary>The write went through, and the store fails in words of its own, as a foreign one does.</summary>
    Unexplained,
}

/// <summary>The one data base of a test, shared by all its silos: rows as bytes under tags, writes that can be counted, failed and held back.</summary>
internal sealed class SharedRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string State, GrainId Id), (string Tag, byte[] Data)> _rows = [];
    private readonly Dictionary<(string State, GrainId Id), int> _writes = [];
    private readonly List<(Func<string, GrainId, bool> Picks, Fault Fault)> _faults = [];
    private readonly List<(string State, GrainId Id, string? Expected, byte[] Data)> _late = [];
    private readonly List<Hold> _holds = [];

    /// <summary>Reads of the rows that it picks fail.</summary>
    public Func<string, GrainId, bool> ReadsFail { get; set; } = (_, _) => false;

    /// <summary>The next write that <paramref name="picks"/> fails in this way; called twice, the next two.</summary>
    public void FailNext(Fault fault, Func<string, GrainId, bool> picks)
    {
        lock (_gate)
            _faults.Add((picks, fault));
    }

    /// <summary>The next write that <paramref name="picks"/> waits, after it was committed or before, until the hold is released.</summary>
    public Hold HoldWrites(bool afterCommit, Func<string, GrainId, bool> picks)
    {
        var hold = new Hold(afterCommit, picks);
        lock (_gate)
            _holds.Add(hold);
        return hold;
    }

    /// <summary>Writes whose outcome was unknown arrive now. Says how many the store took.</summary>
    public int DeliverLate()
    {
        lock (_gate)
        {
            var taken = _late.Count(late => Put(late.State, late.Id, late.Expected, late.Data) is not null);
            _late.Clear();
            return taken;
        }
    }

    /// <summary>Every write, for a store that one silo has to itself.</summary>
    public RowWrites Told { get; } = new();

    public int Writes(string state, GrainId id)
    {
        lock (_gate)
            return _writes.GetValueOrDefault((state, id));
    }

    /// <summary>Size of the row in bytes; 0 without a row.</summary>
    public int Size(string state, GrainId id)
    {
        lock (_gate)
            return _rows.TryGetValue((state, id), out var row) ? row.Data.Length : 0;
    }

    public int Rows(string state, Func<GrainId, bool> picks)
    {
        lock (_gate)
            return _rows.Keys.Count(key => key.State == state && picks(key.Id));
    }

    public (string Tag, byte[] Data)? Read(string state, GrainId id)
    {
        lock (_gate)
            return _rows.TryGetValue((state, id), out var row) ? row : null;
    }

    /// <summary>Writes, or throws what the test asked for. Returns the new tag.</summary>
    public async Task<string> Write(string state, GrainId id, string? expected, byte[] data)
    {
        await Held(afterCommit: false, state, id);
        var tag = Commit(state, id, expected, data);
        await Held(afterCommit: true, state, id);
        return tag;
    }

    private string Commit(string state, GrainId id, string? expected, byte[] data)
    {
        lock (_gate)
        {
            var found = _faults.FindIndex(fault => fault.Picks(state, id));
            Fault? fault = found < 0 ? null : _faults[found].Fault;
            if (found >= 0)
                _faults.RemoveAt(found);
            switch (fault)
            {
                case Fault.Refused:
                    throw new StorageUnavailableException("The test wants the write refused.");
                case Fault.UnknownLost:
                    _late.Add((state, id, expected, data));
                    throw new StorageOutcomeUnknownException("The test wants nobody to know.");
            }

            var tag = Put(state, id, expected, data) ?? throw new InconsistentStateException($"Row {state} of {id} is not at tag {expected}.");
            return fault switch
            {
                Fault.UnknownCommitted => throw new StorageOutcomeUnknownException("The test wants nobody to know."),
                Fault.Unexplained => throw new IOException("The test wants the line to break."),
                _ => tag,
            };
        }
    }

    private string? Put(string state, GrainId id, string? expected, byte[] data)
    {
        var key = (state, id);
        if ((_rows.TryGetValue(key, out var row) ? row.Tag : null) != expected)
            return null;
        var tag = Guid.NewGuid().ToString("N");
        _rows[key] = (tag, data);
        Told.Note(state, id);
        _writes[key] = _writes.GetValueOrDefault(key) + 1;
        return tag;
    }

    private Task Held(bool afterCommit, string state, GrainId id)
    {
        lock (_gate)
        {
            var found = _holds.FindIndex(hold => hold.AfterCommit == afterCommit && hold.Picks(state, id));
            if (found < 0)
                return Task.CompletedTask;
            var hold = _holds[found];
            _holds.RemoveAt(found);
            return hold.Wait();
        }
    }
}
