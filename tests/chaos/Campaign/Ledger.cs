using System.Collections.Concurrent;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>All commands that were sent, and bounds of what may be counted while nobody knows exactly.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, SentCommand> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, byte> _claimed = new();
    private int _acknowledgements;

    public IReadOnlyDictionary<string, SentCommand> Sent => _sent;

    /// <summary>Acknowledged commands.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledgements);

    /// <summary>Measures among these that an acknowledged command has claimed: a settled figure that is read from now on has them as claimed.</summary>
    public int Claimed(IEnumerable<int> measures) => measures.Count(_claimed.ContainsKey);

    public void Add(SentCommand command) => _sent[command.Id] = command;

    public void Acknowledge(SentCommand command, long version, bool claims)
    {
        var first = command.Fate != Fate.Acknowledged;
        command.Acknowledge(version);
        if (!first)
        {
            return;
        }

        Interlocked.Increment(ref _acknowledgements);
        if (claims)
        {
            _claimed.TryAdd(command.Measure, 0);
        }
    }
}
