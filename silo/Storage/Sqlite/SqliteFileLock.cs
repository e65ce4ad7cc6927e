namespace Rectification.Storage.Sqlite;

/// <summary>
/// Keeps a second process off the file. The lock is the operating system's on an open handle, so it goes with the process however
/// that ends; the lock file itself stays and means nothing.
/// </summary>
internal sealed class SqliteFileLock : IDisposable
{
    /// <summary>What the lock file's name has after the database's.</summary>
    public const string Ending = ".lock";

    private readonly FileStream _handle;

    private SqliteFileLock(FileStream handle) => _handle = handle;

    /// <summary>What the system says when somebody else has the lock: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <exception cref="StoreInUseException">Somebody else has the file.</exception>
    public static SqliteFileLock Take(string databasePath)
    {
        var path = databasePath + Ending;
        try
        {
            return new SqliteFileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (Taken.Contains(exception.HResult))
        {
            throw new StoreInUseException(
                $"数据文件已被另一个进程使用，不能再次打开：{databasePath}。请先停止那个进程，或为本进程另设 Path。 " +
                $"The data file is in use by another process: {databasePath}. Stop that process first, or give this one another Path.", exception);
        }
    }

    public void Dispose() => _handle.Dispose();
}

/// <summary>The data file belongs to another running process.</summary>
public sealed class StoreInUseException : IOException
{
    public StoreInUseException() { }

    public StoreInUseException(string message) : base(message) { }

    public StoreInUseException(string message, Exception? inner) : base(message, inner) { }
}
