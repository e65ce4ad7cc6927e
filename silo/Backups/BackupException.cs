namespace Rectification.Backups;

/// <summary>A backup cannot be taken, read or restored; the message is for an operator, in Chinese and English.</summary>
public sealed class BackupException : Exception
{
    public BackupException() { }

    public BackupException(string message) : base(message) { }

    public BackupException(string message, Exception? inner) : base(message, inner) { }

    internal static BackupException Damaged(string where, Exception? inner = null) =>
        new($"备份已损坏或被截断（{where}），未写入任何内容。 The backup is damaged or cut off ({where}); nothing was written.", inner);
}
