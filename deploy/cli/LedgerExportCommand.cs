using System.CommandLine;
using Rectification.Backups;

namespace Rectification.Cli;

/// <summary><c>ledger export</c>: a plan's lists, single lists and units' sheets（填报表）of a running gateway into a file.</summary>
internal static class LedgerExportCommand
{
    private const string Part = ".part";
    private const string Ledger = "ledger";
    private const string Orders = "orders";
    private static readonly string[] Lists = [Ledger, "problems", "institutions", "evidence", Orders];

    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "方案编号。 Id of the plan." };
        var url = Asking.Url("--url");
        url.Required = true;
        var key = LedgerCommand.Key();
        var target = new Option<FileInfo>("--out") { Description = "写到哪个文件；不得已存在。 The file to write; it must not exist.", Required = true };
        var list = new Option<string>("--list")
        {
            Description = "哪份清单：ledger 台账（问题、任务、责任清单和汇总），problems 问题，institutions 制度，evidence 佐证材料，orders 督办单。 Which list.",
            DefaultValueFactory = _ => Ledger,
        };
        list.AcceptOnlyFromAmong(Lists);
        var unit = new Option<string?>("--sheet") { Description = "改为导出该单位的填报表。 Instead: the sheet of this unit to be filled in." };
        var sheets = new Option<bool>("--sheets") { Description = "改为导出各单位填报表（zip）。 Instead: the sheets of all units, as a zip." };
        var filter = new Option<string[]>("--filter")
        {
            Description = "筛选，同列表页，如 status=inProgress，可多次。 As the list's page has it, for example status=inProgress; several times.",
        };
        var day = new Option<string?>("--day") { Description = "截至某日，如 2026-03-01；默认现在。 As at the end of that day; default: now." };
        var command = new Command("export", "导出：整份台账、单份清单或填报表，写成一个文件。 A plan's ledger, one list or sheets to be filled in, into a file.")
        {
            plan, url, key, target, list, unit, sheets, filter, day,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(unit) is not null && result.GetValue(sheets))
            {
                result.AddError("--sheet、--sheets：只能选一个。 --sheet, --sheets: only one of them.");
            }

            foreach (var asked in (result.GetValue(filter) ?? []).Where(asked => asked.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError($"--filter {asked}：应为 名称=值。 --filter {asked}: name=value is expected.");
            }
        });
        command.SetAction((result, cancellation) => Running.Run(async () =>
        {
            var id = Uri.EscapeDataString(result.GetRequiredValue(plan));
            var chosen = result.GetRequiredValue(list);
            var asked = (result.GetValue(filter) ?? []).Select(each => each.Split('=', 2)).Select(each => (Name: each[0], Value: each[1])).ToList();
            if (result.GetValue(day) is { } past)
            {
                asked.Add(("day", past));
            }

            var path = result.GetValue(sheets) ? $"plans/{id}/sheets.zip"
                : result.GetValue(unit) is { } of ? $"plans/{id}/units/{Uri.EscapeDataString(of)}/sheet.xlsx"
                : chosen == Orders ? With($"{chosen}.xlsx", [("plan", result.GetRequiredValue(plan)), .. asked])
                : With($"plans/{id}/{chosen}.xlsx", asked);
            using var server = new Server(result.GetValue(url)!, result.KeyOf(key));
            await Write(server, path, result.GetRequiredValue(target), cancellation);
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>Under another name until it is whole.</summary>
    private static async Task Write(Server server, string path, FileInfo file, CancellationToken cancellation)
    {
        if (file.Exists)
        {
            throw new BackupException($"--out：文件已存在：{file.FullName}。 --out: the file exists already.");
        }

        var part = new FileInfo(file.FullName + Part);
        try
        {
            var received = 0L;
            await using (var stream = part.Create())
            {
                await ProgressView.Show(
                    "导出 exporting",
                    () => Volatile.Read(ref received),
                    () => server.Receive(path, stream, total => Volatile.Write(ref received, total), cancellation));
            }

            File.Move(part.FullName, file.FullName, overwrite: false);
            Console.WriteLine($"已导出：{file.FullName}\nExported: {file.FullName}");
        }
        finally
        {
            part.Delete();
        }
    }

    private static string With(string path, List<(string Name, string Value)> asked) => asked.Count == 0 ? path
        : $"{path}?{string.Join('&', asked.Select(each => $"{Uri.EscapeDataString(each.Name)}={Uri.EscapeDataString(each.Value)}"))}";
}
