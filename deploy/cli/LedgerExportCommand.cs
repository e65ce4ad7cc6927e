using System.CommandLine;
using Rectification.Backups;

namespace Rectification.Cli;

/// <summary><c>export</c> and <c>ledger export</c>: a plan's lists, single lists and units' sheets（填报表）of a running gateway into a file.</summary>
internal static class LedgerExportCommand
{
    private const string Part = ".part";
    private const string Orders = "orders";
    private const string Reviews = "reviews";
    private const string Accounts = "accounts";

    /// <summary>Lists of one plan.</summary>
    private static readonly string[] OfPlan = ["ledger", "problems", "institutions", "evidence", "look-backs", "amendments"];

    /// <summary>Lists over all plans; the first of them also of one.</summary>
    private static readonly string[] OfAll = [Orders, Reviews, Accounts];

    /// <summary><c>export LIST [PLAN]</c>: any list that pages offer.</summary>
    public static Command CreateLists()
    {
        var list = new Argument<string>("LIST")
        {
            Description = "哪份清单：ledger 台账（问题、任务、责任清单和汇总），problems 问题，institutions 制度，evidence 佐证材料，look-backs 回头看，amendments 方案调整，"
                + "均须指明方案；orders 督办单（可指明方案），reviews 待审核事项，accounts 账号。 Which list; the last three go over all plans, orders also of one.",
        };
        list.AcceptOnlyFromAmong([.. OfPlan, .. OfAll]);
        var plan = new Argument<string?>("PLAN") { Description = "方案编号。 Id of the plan.", Arity = ArgumentArity.ZeroOrOne };
        var (where, filter) = (new Where(), Filter());
        var command = new Command("export", "导出页面上的任一清单，写成一个 Excel 文件。 Any list that pages offer, into a workbook.") { list, plan, filter };
        where.Add(command);
        command.Validators.Add(result =>
        {
            var (chosen, of) = (result.GetValue(list), result.GetValue(plan));
            if (of is null && OfPlan.Contains(chosen))
            {
                result.AddError($"{chosen}：须指明方案。 {chosen}: say of which plan.");
            }
            else if (of is not null && chosen is Reviews or Accounts)
            {
                result.AddError($"{chosen}：不分方案。 {chosen} is of no single plan.");
            }

            AddWrongFilters(result, filter);
        });
        command.SetAction((result, cancellation) =>
        {
            var (chosen, of) = (result.GetRequiredValue(list), result.GetValue(plan));
            return where.Write(result, List(chosen, of, Asked(result, filter, where.Day)), cancellation);
        });
        return command;
    }

    /// <summary><c>ledger export PLAN</c>: the same of a plan, and units' sheets.</summary>
    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "方案编号。 Id of the plan." };
        var list = new Option<string>("--list")
        {
            Description = "哪份清单：ledger 台账（问题、任务、责任清单和汇总），problems 问题，institutions 制度，evidence 佐证材料，look-backs 回头看，amendments 方案调整，"
                + "orders 督办单。 Which list.",
            DefaultValueFactory = _ => OfPlan[0],
        };
        list.AcceptOnlyFromAmong([.. OfPlan, Orders]);
        var unit = new Option<string?>("--sheet") { Description = "改为导出该单位的填报表。 Instead: the sheet of this unit to be filled in." };
        var sheets = new Option<bool>("--sheets") { Description = "改为导出各单位填报表（zip）。 Instead: the sheets of all units, as a zip." };
        var (where, filter) = (new Where(), Filter());
        var command = new Command("export", "导出：整份台账、单份清单或填报表，写成一个文件。 A plan's ledger, one list or sheets to be filled in, into a file.")
        {
            plan, list, unit, sheets, filter,
        };
        where.Add(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(unit) is not null && result.GetValue(sheets))
            {
                result.AddError("--sheet、--sheets：只能选一个。 --sheet, --sheets: only one of them.");
            }

            AddWrongFilters(result, filter);
        });
        command.SetAction((result, cancellation) =>
        {
            var id = result.GetRequiredValue(plan);
            var path = result.GetValue(sheets) ? $"plans/{Uri.EscapeDataString(id)}/sheets.zip"
                : result.GetValue(unit) is { } of ? $"plans/{Uri.EscapeDataString(id)}/units/{Uri.EscapeDataString(of)}/sheet.xlsx"
                : List(result.GetRequiredValue(list), id, Asked(result, filter, where.Day));
            return where.Write(result, path, cancellation);
        });
        return command;
    }

    private static Option<string[]> Filter() => new("--filter")
    {
        Description = "筛选，同列表页，如 status=inProgress，可多次。 As the list's page has it, for example status=inProgress; several times.",
    };

    private static void AddWrongFilters(System.CommandLine.Parsing.CommandResult result, Option<string[]> filter)
    {
        foreach (var asked in (result.GetValue(filter) ?? []).Where(asked => asked.IndexOf('=', StringComparison.Ordinal) <= 0))
        {
            result.AddError($"--filter {asked}：应为 名称=值。 --filter {asked}: name=value is expected.");
        }
    }

    private static List<(string Name, string Value)> Asked(ParseResult result, Option<string[]> filter, Option<string?> day)
    {
        var asked = (result.GetValue(filter) ?? []).Select(each => each.Split('=', 2)).Select(each => (Name: each[0], Value: each[1])).ToList();
        if (result.GetValue(day) is { } past)
        {
            asked.Add(("day", past));
        }

        return asked;
    }

    private static string List(string list, string? plan, List<(string Name, string Value)> asked) =>
        OfPlan.Contains(list) ? With($"plans/{Uri.EscapeDataString(plan!)}/{list}.xlsx", asked)
            : With($"{list}.xlsx", plan is null ? asked : [("plan", plan), .. asked]);

    /// <summary>The server that is asked, and the file that is written.</summary>
    private sealed class Where
    {
        private readonly Option<Uri?> url = Asking.Url("--url");
        private readonly Option<string?> key = LedgerCommand.Key();
        private readonly Option<FileInfo> target = new("--out")
        {
            Description = "写到哪个文件；不得已存在。 The file to write; it must not exist.",
            Required = true,
        };

        public Option<string?> Day { get; } = new("--day")
        {
            Description = "截至某日，如 2026-03-01；默认现在。 As at the end of that day; default: now.",
        };

        public void Add(Command command)
        {
            url.Required = true;
            command.Add(url);
            command.Add(key);
            command.Add(target);
            command.Add(Day);
        }

        public Task<int> Write(ParseResult result, string path, CancellationToken cancellation) => Running.Run(async () =>
        {
            using var server = new Server(result.GetValue(url)!, result.KeyOf(key));
            await LedgerExportCommand.Write(server, path, result.GetRequiredValue(target), cancellation);
            return ExitCodes.Done;
        });
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
