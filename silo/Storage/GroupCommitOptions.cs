namespace Rectification.Storage;

/// <summary>Bounds of the group commit, alike for every backend.</summary>
public class GroupCommitOptions
{
    /// <summary>Operations that may wait or be under way per store; one more is refused at once. Default 20,000.</summary>
    public int MaxQueuedOperations { get; set; } = 20_000;

    /// <summary>Bytes of state that may wait or be under way per store; more is refused at once. Default 256 MiB.</summary>
    public long MaxQueuedBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Operations in one transaction. Default 1,024.</summary>
    public int MaxBatchOperations { get; set; } = 1_024;

    /// <summary>Bytes of state in one transaction; a single larger state goes alone. Default 8 MiB.</summary>
    public int MaxBatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Bytes of one serialized state; a larger one is refused. Default 16 MiB.</summary>
    public int MaxStateBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long passing failures (busy, locked) are retried, counted from the first of a row of them. Default 5 s.</summary>
    public TimeSpan TransientRetryFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long after a commit the next one may wait for those who shared it to write again; 0 for not at all. Default 0, on PostgreSQL 4 ms. Less
    /// than a millisecond is not waited.
    /// </summary>
    public TimeSpan GatherFor { get; set; }

    /// <summary>Keys read in one go by a bulk read. Default 256.</summary>
    public int ReadWindow { get; set; } = 256;

    internal void Validate(string owner)
    {
        Require(MaxQueuedOperations is >= 1 and <= 10_000_000, nameof(MaxQueuedOperations), "1 … 10,000,000 operations", owner);
        Require(MaxBatchOperations >= 1 && MaxBatchOperations <= MaxQueuedOperations, nameof(MaxBatchOperations), "1 … MaxQueuedOperations", owner);
        Require(MaxBatchBytes >= 1, nameof(MaxBatchBytes), "at least 1 byte", owner);
        Require(MaxStateBytes is >= 1 and <= 900_000_000, nameof(MaxStateBytes), "1 … 900,000,000 bytes", owner);
        Require(MaxQueuedBytes >= MaxStateBytes, nameof(MaxQueuedBytes), "at least MaxStateBytes", owner);
        Require(TransientRetryFor >= TimeSpan.Zero && TransientRetryFor <= TimeSpan.FromMinutes(1), nameof(TransientRetryFor), "0 … 1 minute", owner);
        Require(GatherFor >= TimeSpan.Zero && GatherFor <= TimeSpan.FromSeconds(1), nameof(GatherFor), "0 … 1 s", owner);
        Require(ReadWindow is >= 1 and <= 10_000, nameof(ReadWindow), "1 … 10,000 keys", owner);
    }

    private protected static void Require(bool holds, string option, string range, string owner)
    {
        if (!holds)
        {
            throw new OrleansConfigurationException($"{owner}: 配置项 {option} 超出允许范围（{range}）。Option {option} is out of range ({range}).");
        }
    }
}
