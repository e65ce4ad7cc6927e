using System.CommandLine;
using System.Text.Json.Nodes;

namespace Rectification.Cli;

/// <summary><c>ledger</c>: what offices keep in Excel（台账）， previewed by a running gateway and taken in, and what goes out of it.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "台账：上传预览，再写入；也可导出。 Ledgers in Excel: previewed, then taken in; and exported.")
    {
        Preview(), Commit(), LedgerExportCommand.Create(),
    };

    private static Command Preview()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "台账或填报表：.xlsx、.xls、.csv 或 .zip。 Ledgers or units' sheets.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.AcceptExistingOnly();
        var (url, key) = (RequiredUrl(), Key());
        var plan = new Option<string?>("--plan") { Description = "读入哪个方案或草案；默认新方案。 Which plan or draft it is read into; default: a new plan." };
        var unitsOf = new Option<string?>("--units-of") { Description = "新方案的单位和领导同哪个方案。 The plan whose units and leaders a new plan has." };
        var day = new Option<string?>("--feedback-day")
        {
            Description = "新方案的反馈日，如 2026-03-01；没写年份的期限从它起算。 Feedback day of a new plan; deadlines without a year count from it.",
        };
        var approved = new Option<bool>("--approved")
        {
            Description = "新方案已经批准：写入后直接生效，不作草案。 A new plan is approved already: in force once taken in, no draft.",
        };
        var kind = new Option<string?>("--as")
        {
            Description = "已生效的方案：按方案（plan）或按填报（progress）读入；默认自动判断。 Of a plan in force: read as a change of the plan or as progress.",
        };
        kind.AcceptOnlyFromAmong("plan", "progress");
        var json = new Option<bool>("--json") { Description = "输出完整的 JSON。 The whole reading as JSON." };
        var command = new Command("preview", "预览：读到什么、有什么待补；不写入。 What is read and what is open; nothing is written.")
        {
            files, url, key, plan, kind, unitsOf, day, approved, json,
        };
        command.SetAction((result, cancellation) => Running.Run(async () =>
        {
            using var server = new Server(result.GetValue(url)!, result.KeyOf(key));
            using var form = new MultipartFormDataContent();
            Add(form, "plan", result.GetValue(plan));
            Add(form, "as", result.GetValue(kind));
            Add(form, "unitsOf", result.GetValue(unitsOf));
            Add(form, "context", result.GetValue(day) is { } feedback ? new JsonObject { ["feedbackDate"] = feedback }.ToJsonString() : null);
            Add(form, "approved", result.GetValue(approved) ? "true" : null);
            foreach (var file in result.GetRequiredValue(files))
            {
                form.Add(new StreamContent(file.OpenRead()), "file", file.Name);
            }

            var preview = await server.Send("ledgers/preview", form, idempotencyKey: null, cancellation);
            Console.WriteLine(result.GetValue(json) ? preview.ToJsonString(Readable.Options) : LedgerText.Of(preview));
            return ExitCodes.Done;
        }, "已中止，没有写入任何数据。 Cancelled; nothing was written."));
        return command;
    }

    private static Command Commit()
    {
        var preview = new Argument<string>("PREVIEW") { Description = "预览的编号。 The preview's id." };
        var (url, key) = (RequiredUrl(), Key());
        var answers = new Option<FileInfo>("--answers") { Description = "JSON 文件：单元格 → 该格的内容。 A file of JSON: cell → what it should say." };
        answers.AcceptExistingOnly();
        var leader = new Option<string?>("--leader") { Description = "责任领导，台账没有写明时。 Leader, where the ledger names none." };
        var start = new Option<string?>("--start") { Description = "开始日期，台账没有写明时。 Start, where the ledger gives none." };
        var plan = new Option<string?>("--plan") { Description = "新方案编号。 Id of a new plan." };
        var title = new Option<string?>("--title") { Description = "新方案标题。 Title of a new plan." };
        var day = new Option<string?>("--feedback-day")
        {
            Description = "新方案的反馈日，预览时没有写明时。 Feedback day of a new plan, where the preview was told none.",
        };
        var reason = new Option<string?>("--reason") { Description = "调整理由，方案已生效时。 Reason, where the plan is in force." };
        var document = new Option<string?>("--document") { Description = "依据文件。 By which paper." };
        var older = new Option<bool>("--accept-older") { Description = "填报表较旧也写入，比已有进展低的行不动。 Take an older sheet in, without what it says less." };
        var json = new Option<bool>("--json") { Description = "输出完整的 JSON。 All of it as JSON." };
        var idempotencyKey = new Option<string?>("--idempotency-key") { Description = "重试用同一个，只写入一次。 The same on a retry: taken in once." };
        var command = new Command("commit", "写入：草案、方案调整或填报；全部写入或全部不写。 Takes it in as a whole or not at all.")
        {
            preview, url, key, answers, leader, start, plan, title, day, reason, document, older, idempotencyKey, json,
        };
        command.SetAction((result, cancellation) =>
        {
            // Said where it was cut off, so that the same can be sent again.
            var once = result.GetValue(idempotencyKey) ?? Guid.NewGuid().ToString("N");
            return Running.Run(
                () => Send(result, once, cancellation),
                "已中止；服务器可能已经开始写入，并会自行写完。用同一个 --idempotency-key 重试不会重复写入："
                + $" Cancelled; the server may have begun and goes on by itself. Sent again with the same key it is taken in once: --idempotency-key {once}");
        });
        return command;

        async Task<int> Send(ParseResult result, string once, CancellationToken cancellation)
        {
            using var server = new Server(result.GetValue(url)!, result.KeyOf(key));
            var body = new JsonObject();
            foreach (var option in new[] { leader, start, plan, title, day, reason, document })
            {
                if (result.GetValue(option) is { } said)
                {
                    body[option == day ? "feedbackDate" : option.Name.TrimStart('-')] = said;
                }
            }

            if (result.GetValue(older))
            {
                body["acceptOlder"] = true;
            }

            if (result.GetValue(answers) is { } file)
            {
                body["answers"] = Readable.Parse(await File.ReadAllBytesAsync(file.FullName, cancellation), file.Name);
            }

            using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            var committed = await server.Send(
                $"ledgers/{Uri.EscapeDataString(result.GetRequiredValue(preview))}/commit", content, once, cancellation);
            Console.WriteLine(result.GetValue(json) ? committed.ToJsonString(Readable.Options) : LedgerText.Committed(committed));
            return ExitCodes.Done;
        }
    }

    private static Option<Uri?> RequiredUrl()
    {
        var url = Asking.Url("--url");
        url.Required = true;
        return url;
    }

    public static Option<string?> Key()
    {
        var key = Asking.Key();
        key.Description = "账号的密钥；默认取环境变量 RECTIFICATION_KEY。 Key of the account; default: the environment's RECTIFICATION_KEY.";
        return key;
    }

    private static void Add(MultipartFormDataContent form, string name, string? value)
    {
        if (value is not null)
        {
            form.Add(new StringContent(value), name);
        }
    }
}
