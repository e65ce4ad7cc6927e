namespace Rectification.Chains;

/// <summary>What a chain needs to know of its entries; what they are about is their feature's.</summary>
public interface IChainEntry
{
    long Version { get; }

    /// <summary>Own time; never runs backwards within a chain.</summary>
    DateTimeOffset At { get; }

    /// <summary>When it was recorded; later than <see cref="At"/> only for history that was brought in.</summary>
    DateTimeOffset Recorded { get; }

    string By { get; }

    /// <summary>The command's id; with <see cref="By"/> it makes a repeat known.</summary>
    string Id { get; }

    /// <summary>Tells a repeat of the command from another under the same id.</summary>
    string Body { get; }
}
