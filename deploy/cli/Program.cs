using System.CommandLine;
using Rectification.Cli;

var root = new RootCommand(
    """
    整改督办：备份、恢复、迁移、核验、台账导入、清单导出。退出码：0 成功；1 被拒绝或核验不符；2 用法有误；3 连不上或无法读写；130 中止。
    Rectification: backup, restore, migrate, verify, ledgers, lists as workbooks.
    Exit codes: 0 done; 1 refused, or does not fit; 2 wrong usage; 3 out of reach, or cannot be read or written; 130 cancelled.
    """)
{
    BackupCommand.Create(),
    RestoreCommand.Create(),
    MigrateCommand.Create(),
    VerifyCommand.Create(),
    LedgerCommand.Create(),
    LedgerExportCommand.CreateLists(),
};
var asked = root.Parse(args);
var code = await asked.InvokeAsync(new() { ProcessTerminationTimeout = Running.Patience });
return asked.Errors.Count > 0 ? ExitCodes.WrongUsage : code;
