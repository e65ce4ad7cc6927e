using System.CommandLine;
using Rectification.Backups;

namespace Rectification.Cli;

/// <summary><c>backup</c>: everything of a running process, of a stopped one's folder or of a database, into one file.</summary>
internal static class BackupCommand
{
    private const string Part = ".part";

    public static Command Create()
    {
        var url = Asking.Url("--from");
        var key = Asking.Key();
        var data = new Option<DirectoryInfo?>("--from-data") { Description = "已停止的单机数据文件夹。 Data folder of the embedded profile, stopped." };
        var postgres = Asking.Connection("--from-postgres", "PostgreSQL 数据库", "A database of PostgreSQL");
        var schema = Asking.Schema();
        var serviceId = Asking.ServiceId();
        var evidence = EvidenceOption();
        var target = new Option<FileInfo>("--out") { Description = "写到哪个文件；不得已存在。 The file to write; it must not exist.", Required = true };
        var command = new Command("backup", "备份：运行中也可，取同一时刻的全部数据与佐证材料。 Backup: also of a running process, everything as of one moment, evidence included.")
        {
            url, key, data, postgres, schema, serviceId, evidence, target,
        };
        command.OneOf(url, data, postgres);
        command.SetAction((result, cancellation) => Running.Run(() =>
        {
            var file = result.GetRequiredValue(target);
            return result.GetValue(url) is { } from
                ? Write(file, stream => Receive(from, result.KeyOf(key), stream, cancellation), cancellation)
                : Write(file, stream => Read(
                    result.ConnectionOf(postgres) is { } connection
                        ? Source.OfPostgres(connection, result.GetRequiredValue(schema), result.GetRequiredValue(serviceId), result.GetValue(evidence))
                        : Source.OfFolder(result.GetRequiredValue(data)!.FullName, result.GetRequiredValue(serviceId)),
                    stream,
                    cancellation), cancellation);
        }));
        return command;
    }

    public static Option<DirectoryInfo?> EvidenceOption() => new("--evidence")
    {
        Description = "数据库之外的佐证文件夹（Evidence:Store=folder 时）。 Folder of the evidence where it is not in the database (Evidence:Store=folder).",
    };

    /// <summary>Under another name until it is whole and checked.</summary>
    private static async Task<int> Write(FileInfo file, Func<Stream, Task> write, CancellationToken cancellation)
    {
        if (file.Exists)
        {
            throw new BackupException($"--out：文件已存在：{file.FullName}。 --out: the file exists already.");
        }

        var part = new FileInfo(file.FullName + Part);
        try
        {
            await using (var stream = new FileStream(part.FullName, Private()))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            var read = await Copying.Read(part, "核对 checking", static _ => Task.FromResult<IStoreFilling>(new NoFilling()), cancellation);
            File.Move(part.FullName, file.FullName, overwrite: false);
            Console.WriteLine($"已备份并核对：{file.FullName}\nBacked up and checked: {file.FullName}");
            return Copying.End(read.Counts);
        }
        finally
        {
            part.Delete();
        }
    }

    private static async Task Receive(Uri url, string key, Stream target, CancellationToken cancellation)
    {
        using var server = new Server(url, key);
        var received = 0L;
        await ProgressView.Show(
            "接收 receiving",
            () => Volatile.Read(ref received),
            () => server.Receive("backup", target, total => Volatile.Write(ref received, total), cancellation));
    }

    private static async Task Read(Source source, Stream target, CancellationToken cancellation)
    {
        await using var writer = new BackupWriter(target, BackupWriter.Serializer());
        await ProgressView.Show("备份 backing up", () => null, () => writer.Counts, () => Copying.Write(source, writer, cancellation));
    }

    /// <summary>For the owner only: there are hashes of keys in it, and names of people.</summary>
    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
