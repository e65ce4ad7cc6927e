using Orleans.Storage;

namespace Rectification.Storage.Sqlite;

/// <summary>Options of the embedded store. Grain storage and reminders that name the same file share one open database; the first to open it decides.</summary>
public sealed class SqliteStorageOptions : GroupCommitOptions, IStorageProviderSerializerOptions
{
    /// <summary>File name used when <see cref="Path"/> is a folder.</summary>
    public const string DefaultFileName = "rectification.db";

    /// <summary>
    /// Where the data are: a file, or a folder (an existing one, one that ends in a separator, or a name without an extension), then the
    /// file in it is "rectification.db". Missing folders are created. Required, no default.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>Connections that read side by side. Default: one a processor, at least 2, at most 8.</summary>
    public int ReadConnections { get; set; } = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>
    /// Pages of 4 KiB, counted from above, that the write-ahead log collects before they are moved into the file beside the writes; it may come to hold four
    /// times as many. More: what is written again meanwhile is moved once; and a start after a kill reads more. Default 16,384 (at most 64 MiB).
    /// </summary>
    public int CheckpointPages { get; set; } = 16_384;

    /// <summary>Page cache of the writer, in KiB. What does not fit is in the system's cache of files. Default 16,384 (16 MiB).</summary>
    public int CacheKibibytes { get; set; } = 16_384;

    /// <summary>Bound of the data file, in MiB; writes that need more are refused as on a full disk. Default 0: what the disk holds.</summary>
    public int MaxFileMebibytes { get; set; }

    /// <summary>Turns states into bytes. Default: Orleans' own binary format.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>The full path of the database file.</summary>
    internal string FullPath()
    {
        var full = System.IO.Path.GetFullPath(Path);
        var isFolder = Directory.Exists(full)
            || System.IO.Path.EndsInDirectorySeparator(full)
            || (!File.Exists(full) && System.IO.Path.GetExtension(full).Length == 0);
        return isFolder ? System.IO.Path.Combine(full, DefaultFileName) : full;
    }

    internal new void Validate(string owner)
    {
        base.Validate(owner);
        Require(!string.IsNullOrWhiteSpace(Path), nameof(Path), "a file or a folder", owner);
        Require(ReadConnections is >= 1 and <= 64, nameof(ReadConnections), "1 … 64 connections", owner);
        Require(CheckpointPages is >= 100 and <= 1_000_000, nameof(CheckpointPages), "100 … 1,000,000 pages", owner);
        Require(CacheKibibytes is >= 1_024 and <= 16_777_216, nameof(CacheKibibytes), "1,024 … 16,777,216 KiB", owner);
        Require(MaxFileMebibytes is >= 0 and <= 16_777_216, nameof(MaxFileMebibytes), "0 … 16,777,216 MiB", owner);
    }
}

/// <summary>Reports invalid options at start-up.</summary>
internal sealed class SqliteStorageOptionsValidator(SqliteStorageOptions options, string owner) : IConfigurationValidator
{
    public void ValidateConfiguration() => options.Validate(owner);
}
