using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rectification.Storage.Sqlite;

/// <summary>
/// A prepared statement used again and again by one thread at a time. Talks to SQLite's own functions because a command object and
/// boxed parameters per write cost more than the write.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        SqliteErrors.ThrowIfFailed(_connection, raw.sqlite3_prepare_v2(_connection, sql, out _statement));
    }

    public SqliteStatement Bind(int index, long value)
    {
        SqliteErrors.ThrowIfFailed(_connection, raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string text)
    {
        Span<byte> buffer = stackalloc byte[256];
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > buffer.Length ? ArrayPool<byte>.Shared.Rent(most) : null;
        var target = rented ?? buffer;
        BindText(index, target[..Encoding.UTF8.GetBytes(text, target)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    /// <summary>Binds the id in its printed form, type/key.</summary>
    public SqliteStatement Bind(int index, GrainId id)
    {
        var type = id.Type.AsSpan();
        var key = id.Key.AsSpan();
        var length = type.Length + 1 + key.Length;
        Span<byte> buffer = stackalloc byte[256];
        var rented = length > buffer.Length ? ArrayPool<byte>.Shared.Rent(length) : null;
        var target = (rented ?? buffer)[..length];
        type.CopyTo(target);
        target[type.Length] = (byte)'/';
        key.CopyTo(target[(type.Length + 1)..]);
        BindText(index, target);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> blob)
    {
        // An empty span has no address, which SQLite would take for NULL.
        var code = blob.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, index, 0) : raw.sqlite3_bind_blob(_statement, index, blob);
        SqliteErrors.ThrowIfFailed(_connection, code);
        return this;
    }

    /// <summary>True when there is a row to look at.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        SqliteErrors.ThrowIfFailed(_connection, code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement that has no rows; the number of rows it changed.</summary>
    public int Run()
    {
        try
        {
            Step();
            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            Reset();
        }
    }

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>Lets go of the row and of the read lock that comes with it.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void BindText(int index, ReadOnlySpan<byte> utf8) =>
        SqliteErrors.ThrowIfFailed(_connection, raw.sqlite3_bind_text(_statement, index, utf8));
}
