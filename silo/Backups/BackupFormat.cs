namespace Rectification.Backups;

/// <summary>The one format of backups of every store; docs/reference/backup.md describes it byte by byte.</summary>
internal static class BackupFormat
{
    /// <summary>The newest format this program reads, and the one it writes.</summary>
    public const uint Version = 1;

    public const int MaxHeaderBytes = 64 * 1024;

    /// <summary>Longest name of a state, of a grain or of a reminder, in bytes of UTF-8.</summary>
    public const int MaxTextBytes = ushort.MaxValue;

    /// <summary>Largest state, in bytes: what the stores take at most.</summary>
    public const int MaxRowBytes = 900_000_000;

    /// <summary>Compressed bytes of one frame.</summary>
    public const int FrameBytes = 128 * 1024;

    /// <summary>Most bytes of a frame that is read.</summary>
    public const int MaxFrameBytes = 1024 * 1024;

    public const int HashBytes = 32;

    /// <summary>The first bytes of a backup.</summary>
    public static ReadOnlySpan<byte> Magic => "RECTBKUP"u8;
}

/// <summary>What follows in a backup; each kind only after those before it.</summary>
internal enum RecordKind
{
    Row = 1,
    Reminder = 2,
    Evidence = 3,
    Trailer = 4,
}
