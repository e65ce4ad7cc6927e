using System.CommandLine;
using Rectification.Backups;
using Rectification.Storage.Postgres;
using Rectification.Storage.Sqlite;

namespace Rectification.Cli;

/// <summary><c>restore</c>: a backup into an empty store; nothing of it is to be seen before all of it is checked.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "备份文件。 The backup." };
        file.AcceptExistingOnly();
        var data = new Option<DirectoryInfo?>("--to-data") { Description = "空的单机数据文件夹。 An empty data folder of the embedded profile." };
        var postgres = Asking.Connection("--to-postgres", "空的 PostgreSQL 数据库", "An empty database of PostgreSQL");
        var schema = Asking.Schema();
        var serviceId = Asking.ServiceId();
        var by = new Option<string>("--by")
        {
            Description = "由谁恢复，记入账号留痕；默认为本机用户名。 Who restores, for the trail of accounts; default: this machine's name of the user.",
            DefaultValueFactory = _ => Environment.UserName,
        };
        by.Validators.Add(result =>
        {
            if (result.GetValue(by)?.Trim() is not { Length: > 0 and <= RestoringFilling.MaxOperator })
            {
                result.AddError($"--by 须为 1 至 {RestoringFilling.MaxOperator} 个字符。 --by has 1 to {RestoringFilling.MaxOperator} characters.");
            }
        });
        var command = new Command("restore", "恢复：只写入空的目标；全部核对无误后才生效。 Restore: only into an empty target; takes effect only when all of it is checked.")
        {
            file, data, postgres, schema, serviceId, by,
        };
        command.OneOf(data, postgres);
        command.SetAction((result, cancellation) => Running.Run(async () =>
        {
            var read = await Copying.Read(
                result.GetRequiredValue(file),
                "恢复 restoring",
                async reader => new RestoringFilling(
                    result.ConnectionOf(postgres) is { } connection
                        ? await PostgresFilling.Of(connection, result.GetRequiredValue(schema), result.GetRequiredValue(serviceId), cancellation)
                        : SqliteFilling.Of(result.GetRequiredValue(data)!.FullName),
                    reader,
                    BackupWriter.Serializer(),
                    TimeProvider.System,
                    result.GetRequiredValue(by).Trim()),
                cancellation);
            Console.WriteLine($"已恢复到 {read.Header.At:O} 的状态。 Restored as of {read.Header.At:O}.");
            return Copying.End(read.Counts);
        }));
        return command;
    }
}
