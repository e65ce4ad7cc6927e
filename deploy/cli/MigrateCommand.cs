using System.CommandLine;
using Rectification.Backups;
using Rectification.Profiles;
using Rectification.Storage.Postgres;
using Rectification.Storage.Sqlite;

namespace Rectification.Cli;

/// <summary><c>migrate</c>: from one machine to a cluster, and back.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var from = ProfileOption("--from", "来源", "Where it is");
        var to = ProfileOption("--to", "目标", "Where it goes");
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "单机数据文件夹；作来源时须已停止，作目标时须为空。 "
                + "Data folder of the embedded profile; stopped if it is the source, empty if it is the target.",
            Required = true,
        };
        var connection = Asking.Connection("--connection", "PostgreSQL 数据库", "The database of PostgreSQL");
        connection.Required = true;
        var schema = Asking.Schema();
        var serviceId = Asking.ServiceId();
        var evidence = BackupCommand.EvidenceOption();
        var command = new Command("migrate", "迁移：单机与集群之间，等于备份加恢复。 Migrate between one machine and a cluster: a backup and a restore in one.")
        {
            from, to, data, connection, schema, serviceId, evidence,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(from) == result.GetValue(to))
            {
                result.AddError("--from 与 --to 须不同。 --from and --to must differ.");
            }
        });
        command.SetAction((result, cancellation) => Running.Run(async () =>
        {
            var (folder, database) = (result.GetRequiredValue(data).FullName, result.ConnectionOf(connection)!);
            var (name, service) = (result.GetRequiredValue(schema), result.GetRequiredValue(serviceId));
            var toPostgres = result.GetRequiredValue(to) == Profile.Postgres;
            var source = toPostgres ? Source.OfFolder(folder, service) : Source.OfPostgres(database, name, service, result.GetValue(evidence));
            IStoreFilling Filling() => SqliteFilling.Of(folder);
            await using var target = toPostgres ? await PostgresFilling.Of(database, name, service, cancellation) : Filling();
            var read = await Copying.Pipe(source, target, cancellation);
            Console.WriteLine("已迁移。 Moved.");
            return Copying.End(read.Counts);
        }));
        return command;
    }

    private static Option<string> ProfileOption(string name, string zh, string en)
    {
        var option = new Option<string>(name) { Description = $"{zh}。 {en}.", Required = true };
        option.AcceptOnlyFromAmong(Profile.Embedded, Profile.Postgres);
        return option;
    }
}
