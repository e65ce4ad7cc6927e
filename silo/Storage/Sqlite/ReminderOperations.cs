namespace Rectification.Storage.Sqlite;

/// <summary>Insert or replacement of a reminder.</summary>
internal sealed class ReminderUpsert(ReminderEntry entry, string newETag) : StoreOperation(KeyOf(entry.GrainId, entry.ReminderName))
{
    // Names the queue's key only, so that changes of one reminder keep their order.
    private const string KeyPrefix = "reminder ";

    public ReminderEntry Entry { get; } = entry;

    public string NewETag { get; } = newETag;

    public override int Bytes => 0;

    public static StoreKey KeyOf(GrainId grainId, string name) => new(KeyPrefix + name, grainId);
}

/// <summary>Removal of a reminder under its tag; a conflict means that it was not there under that tag.</summary>
internal sealed class ReminderRemoval(GrainId grainId, string name, string etag) : StoreOperation(ReminderUpsert.KeyOf(grainId, name))
{
    public string ReminderName { get; } = name;

    public string ETag { get; } = etag;

    public override int Bytes => 0;
}

/// <summary>Removal of all reminders; Orleans asks for it in tests only.</summary>
internal sealed class ReminderTableClear() : StoreOperation(default)
{
    public override int Bytes => 0;
}
