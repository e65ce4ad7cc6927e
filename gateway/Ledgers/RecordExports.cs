using Rectification.Accounts;
using Rectification.Documents.Ledgers.Out;
using Rectification.Documents.Workbooks.Writing;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Accounts.Pages;
using Rectification.Gateway.Auth;
using Rectification.Gateway.LookBacks.Pages;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Review.Pages;
using Rectification.Gateway.Shell;
using Rectification.LookBacks;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Terms;

namespace Rectification.Gateway.Ledgers;

/// <summary>Sends what pages list of decisions and people as workbooks: look-backs, amendments, what waits to be decided, accounts.</summary>
internal sealed class RecordExports(
    IGrainFactory grains, MadeFiles files, PeopleNames people, ReviewQueue queue, IPlaces places, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    private const int PageSize = 50;

    private static readonly Bilingual Chinese = new(English: false);

    /// <summary>回头看： every measure that was drawn and that the caller may see, the newest look-back first; or of one look-back.</summary>
    public Task LookBacks(HttpContext context, PlanFrame frame, Caller caller, int? no)
    {
        ListColumn<Drawn>[] columns =
        [
            new("回头看", 16, one => CellForm.Of(LookBackWords.Title(Chinese, one.LookBack.No))),
            new("抽取日期", 16, one => CellForm.Of(frame.Day(one.LookBack.At)), ColumnLook.ChineseDay),
            new("范围", 22, one => CellForm.Of(LookBackWords.Bounds(Chinese, frame, one.LookBack))),
            new("措施序号", 9, one => CellForm.Of(one.Measure.Measure)),
            new("整改措施", 44, one => CellForm.Of(one.Definition?.Text)),
            new("牵头单位", 20, one => CellForm.Of(one.Definition is { } measure ? frame.Unit(measure.LeadUnit) : null)),
            new("更易抽中的原因", 28, one => CellForm.Of(LookBackWords.Reasons(Chinese, one.Measure))),
            new("结果", 10, one => CellForm.Of(one.Measure.Sheet is not { } sheet ? "待检查" : sheet.Passed ? "通过" : "未通过")),
            new("检查情况", 40, one => CellForm.Of(one.Measure.Sheet?.Findings)),
            new("重新整改期限", 16, one => CellForm.Of(one.Measure.Sheet?.Until), ColumnLook.ChineseDay),
            new("检查人", 14, one => CellForm.Of(one.By)),
            new("检查日期", 16, one => one.Measure.Sheet is { } sheet ? CellForm.Of(frame.Day(sheet.At)) : CellForm.Blank, ColumnLook.ChineseDay),
        ];
        return Send(context, caller, frame, "回头看清单", no is { } only ? LookBackWords.Title(Chinese, only) : null, columns, Drawns(frame, caller, no));
    }

    /// <summary>方案调整： every change of every amendment the caller may see, the newest first.</summary>
    public Task Amendments(HttpContext context, PlanFrame frame, Caller caller)
    {
        ListColumn<Amended>[] columns =
        [
            new("方案调整", 20, one => CellForm.Of(AmendmentWords.Title(Chinese, one.Amendment))),
            new("状态", 12, one => CellForm.Of(Glossary.Of(one.Amendment.Status).Zh)),
            new("调整对象", 14, one => CellForm.Of(FieldChangeWords.Subject(Chinese, one.Change))),
            new("调整内容", 16, one => CellForm.Of(FieldChangeWords.Field(Chinese, one.Change))),
            new("调整前", 36, one => CellForm.Of(FieldChangeWords.Value(Chinese, frame, one.Change, one.Change.From))),
            new("调整后", 36, one => CellForm.Of(FieldChangeWords.Value(Chinese, frame, one.Change, one.Change.To))),
            new("调整理由", 32, one => CellForm.Of(one.Amendment.Reason)),
            new("依据文件", 22, one => CellForm.Of(one.Amendment.Document)),
            new("提出人", 14, one => CellForm.Of(one.By)),
            new("提出日期", 16, one => CellForm.Of(frame.Day(one.Amendment.ProposedAt)), ColumnLook.ChineseDay),
            new("生效日期", 16, one => one.Amendment.InForceAt is { } at ? CellForm.Of(frame.Day(at)) : CellForm.Blank, ColumnLook.ChineseDay),
        ];
        return Send(context, caller, frame, "方案调整清单", asked: null, columns, Amendeds(frame, caller));
    }

    /// <summary>待审核事项： what waits for the caller's decision over all plans, the longest waiting first.</summary>
    public async Task Reviews(HttpContext context, Caller caller)
    {
        var items = await queue.For(caller);
        ListColumn<ReviewItem>[] columns =
        [
            new("事项", 12, item => CellForm.Of(ReviewQueue.Kind(Chinese, item.Kind))),
            new("方案", 28, item => CellForm.Of(item.Frame.Title)),
            new("措施序号", 9, item => CellForm.Of(item.Measure?.No)),
            new("内容", 48, item => CellForm.Of(item.Measure?.Text ?? $"{AmendmentWords.Title(Chinese, item.Amendment!)}：{item.Amendment!.Reason}")),
            new("牵头单位", 20, item => CellForm.Of(item.Measure is { } measure ? item.Frame.Unit(measure.LeadUnit) : null)),
            new("提交日期", 16, item => CellForm.Of(item.Frame.Day(item.Since)), ColumnLook.ChineseDay),
        ];
        await Send(context, caller, frame: null, "待审核事项", asked: null, columns, items.ToAsyncEnumerable());
    }

    /// <summary>账号清单： accounts that a text finds, or all; no keys and no passwords.</summary>
    public async Task Accounts(HttpContext context, Caller caller, string? text)
    {
        var known = await places.Read(caller);
        ListColumn<AccountView>[] columns =
        [
            new("账号", 20, account => CellForm.Of(account.Name)),
            new("名称", 22, account => CellForm.Of(account.DisplayName)),
            new("角色", 22, account => CellForm.Of(Chinese.List(account.Roles.Select(role => RoleWords.Term(role).Zh)))),
            new("单位与领导", 40, account => CellForm.Of(Chinese.List([.. account.Units.Select(known.Unit), .. account.Leaders.Select(known.Leader)]))),
            new("密码", 10, account => CellForm.Of(!account.HasPassword ? "无" : account.MustChangePassword ? "一次性" : "有")),
            new("有效密钥", 10, account => CellForm.Of(account.Keys.Count(key => key.RevokedAt is null))),
            new("状态", 10, account => CellForm.Of(account.Disabled is null ? "正常" : "已停用")),
        ];
        await Send(context, caller, frame: null, "账号清单", text, columns, (await AccountSearch.All(grains, text, known)).ToAsyncEnumerable());
    }

    private Task Send<T>(
        HttpContext context, Caller caller, PlanFrame? frame, string name, string? asked, ListColumn<T>[] columns, IAsyncEnumerable<T> items)
    {
        var day = frame?.Day(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var head = new ListHead { Title = frame?.Title ?? "", Day = day, Asked = asked };
        return files.Send(context, caller, $"{frame?.Title}{name}{LedgerExports.Stamp(day)}.xlsx", MadeFiles.Workbook, (stream, _, cancel) =>
            columns.Write(stream, head, name, items, cancel));
    }

    private async IAsyncEnumerable<Drawn> Drawns(PlanFrame frame, Caller caller, int? only)
    {
        var (grain, query) = (grains.GetGrain<ILookBackGrain>(frame.Plan), grains.GetGrain<IPlanQueryGrain>(frame.Plan));
        foreach (var listed in (await grain.List()).Reverse().Where(one => only is null || one.No == only))
        {
            if (await grain.Get(listed.No, caller.Scope()) is not { } lookBack)
            {
                continue;
            }

            foreach (var some in lookBack.Measures.Chunk(PageSize))
            {
                var defined = (await query.Defined([.. some.Select(drawn => drawn.Measure)])).ToDictionary(measure => measure.No);
                foreach (var drawn in some)
                {
                    yield return new(
                        lookBack, drawn, defined.GetValueOrDefault(drawn.Measure), drawn.Sheet is { } sheet ? await people.Of(sheet.By, frame) : null);
                }
            }
        }
    }

    private async IAsyncEnumerable<Amended> Amendeds(PlanFrame frame, Caller caller)
    {
        var grain = grains.GetGrain<IPlanGrain>(frame.Plan);
        int? before = null;
        do
        {
            var page = await grain.Amendments(before, PageSize);
            foreach (var amendment in page.Items.Where(caller.Sees))
            {
                var by = await people.Of(amendment.ProposedBy, frame);
                foreach (var change in amendment.Changes)
                {
                    yield return new(amendment, change, by);
                }
            }

            before = page.Next;
        }
        while (before is not null);
    }

    private sealed record Drawn(LookBackView LookBack, DrawnMeasure Measure, MeasureDefinition? Definition, string? By);

    private sealed record Amended(AmendmentView Amendment, FieldChange Change, string By);
}
