namespace Rectification.Backups;

/// <summary>How far a backup has been written or read. Kept by one, looked at by others while it goes on.</summary>
public sealed class BackupCounts
{
    private long _rows;
    private long _reminders;
    private long _plans;
    private long _evidence;
    private long _evidenceBytes;
    private long _missing;

    /// <summary>States of grains.</summary>
    public long Rows => Volatile.Read(ref _rows);

    public long Reminders => Volatile.Read(ref _reminders);

    /// <summary>Plans among the rows.</summary>
    public long Plans => Volatile.Read(ref _plans);

    /// <summary>Files of evidence.</summary>
    public long Evidence => Volatile.Read(ref _evidence);

    public long EvidenceBytes => Volatile.Read(ref _evidenceBytes);

    /// <summary>Files that rows say were sent in, and that the source does not hold, or not whole.</summary>
    public long Missing => Volatile.Read(ref _missing);

    internal void Count(in StoredRow row)
    {
        _plans += row.StateName == Rectification.Rosters.PlanRow.StateName ? 1 : 0;
        _rows++;
    }

    internal void CountReminder() => _reminders++;

    internal void CountEvidence() => _evidence++;

    internal void CountEvidenceBytes(int bytes) => _evidenceBytes += bytes;

    internal void CountMissing(long files = 1) => _missing += files;
}
