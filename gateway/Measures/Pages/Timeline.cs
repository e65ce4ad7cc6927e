using System.Text.Json;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Terms;
using Rectification.Trails;

namespace Rectification.Gateway.Measures.Pages;

/// <summary>A measure's life in words, from its trail and from the plan's orders and look-backs that concern it.</summary>
internal sealed class Timeline(PlanFrame frame, Bilingual say)
{
    private const string Report = "report";
    private const string Request = "request";
    private const string Approved = "approved";
    private const string Returned = "returned";
    private const string Deadline = "deadline";
    private const string Oversight = "oversight";

    /// <summary>The newest first.</summary>
    public IReadOnlyList<TimelineItem> Of(IReadOnlyList<TrailLine> trail, IReadOnlyList<OrderView> orders,
        IReadOnlyList<(int No, DrawnMeasure Drawn, DateTimeOffset At, string By)> lookBacks) =>
    [
        .. trail.SelectMany(OfLine).Concat(orders.SelectMany(OfOrder))
            .Concat(lookBacks.SelectMany(lookBack => OfLookBack(lookBack.No, lookBack.Drawn, lookBack.At, lookBack.By)))
            .OrderByDescending(item => item.At).ThenByDescending(item => item.Version),
    ];

    private IEnumerable<TimelineItem> OfLine(TrailLine line)
    {
        var entry = JsonSerializer.Deserialize(line.Entry, TrailJson.Canonical.TrailEntry)!;
        foreach (var happened in entry.Events.Reverse())
        {
            var (tone, what, words, files) = Of(happened);
            yield return new()
            {
                At = entry.At,
                Tone = tone,
                What = what,
                Words = string.IsNullOrWhiteSpace(words) ? null : words,
                By = entry.By,
                For = entry.For,
                Version = entry.Version,
                Recorded = entry.Recorded > entry.At ? entry.Recorded : null,
                Files = files,
                Link = happened is MeasureReplanned replanned ? RecordAddress.Amendment(frame.Plan, replanned.Amendment) : null,
            };
        }
    }

    private (string Tone, string What, string? Words, int Files) Of(MeasureEvent happened) => happened switch
    {
        MeasureClaimed => (Report, say["认领", "claimed"], null, 0),
        ProgressReported e => (Report, Reported(e), Join(e.Note, e.Correction is { } why ? say[$"更正原因：{why}", $"corrected because: {why}"] : null),
            e.Evidence.Count),
        AssignmentConfirmed e => (Report, say[$"牵头单位确认{Unit(e.Unit)}已完成", $"the lead unit confirmed the part of {Unit(e.Unit)}"], null, 0),
        ConfirmationWithdrawn e => (Returned, say[$"撤回对{Unit(e.Unit)}的确认", $"the confirmation of {Unit(e.Unit)} was withdrawn"], null, 0),
        MeasureReplanned e => (Deadline, Replanned(e), Join(
            e.Reason, e.Document is { } paper ? say[$"依据：{paper}", $"by: {paper}"] : null), 0),
        InstitutionRegistered e => (Report, say[$"登记制度《{e.Title}》（{e.Number}）", $"institution registered: {e.Title} ({e.Number})"],
            say[$"{e.IssuedBy} 于{Days.Said(e.Date)}印发", $"issued by {e.IssuedBy} on {Days.Text(e.Date)}"], e.Evidence is null ? 0 : 1),
        ExtensionRequested or ExtensionApproved or ExtensionReturned or BasicallyDoneProposed or BasicallyDoneApproved or BasicallyDoneReturned =>
            OfDeadline(happened),
        WaitingRequested or WaitingApproved or WaitingReturned or WaitingEnded => OfWaiting(happened),
        _ => OfSignOff(happened),
    };

    private (string Tone, string What, string? Words, int Files) OfDeadline(MeasureEvent happened) => happened switch
    {
        ExtensionRequested e => (Deadline, say[$"申请延期至{Days.Said(e.Until)}", $"extension until {Days.Text(e.Until)} asked for"], e.Reason, 0),
        ExtensionApproved e => (Deadline, say[$"同意延期至{Days.Said(e.Until)}", $"extension until {Days.Text(e.Until)} approved"], null, 0),
        ExtensionReturned e => (Returned, say["延期申请被退回", "extension returned"], e.Reason, 0),
        BasicallyDoneProposed e =>
            (Deadline, say[$"申报基本完成，预计{Days.Said(e.ExpectedBy)}完成", $"proposed as basically done, expected by {Days.Text(e.ExpectedBy)}"], e.Reason, 0),
        BasicallyDoneApproved => (Deadline, say[$"同意{Glossary.BasicallyDoneNotCounted.Zh}", $"approved as {Glossary.BasicallyDoneNotCounted.En}"], null, 0),
        BasicallyDoneReturned e => (Returned, say["基本完成申报被退回", "basically done returned"], e.Reason, 0),
        _ => throw Unknown(happened),
    };

    private (string Tone, string What, string? Words, int Files) OfWaiting(MeasureEvent happened) => happened switch
    {
        WaitingRequested e => (Deadline,
            say[$"申请等待外部：自{Days.Said(e.Since)}起等待{e.With}，至{Days.Said(e.Until)}",
                $"waiting on others asked for: on {e.With} since {Days.Text(e.Since)}, until {Days.Text(e.Until)}"],
            say[$"已送交：{e.Sent}", $"sent: {e.Sent}"], e.Evidence.Count),
        WaitingApproved e => (Deadline, say[$"同意等待外部，至{Days.Said(e.Until)}", $"waiting on others approved until {Days.Text(e.Until)}"], null, 0),
        WaitingReturned e => (Returned, say["等待外部的申请被退回", "the request to wait returned"], e.Reason, 0),
        WaitingEnded e => (Deadline, say["等待外部结束", "waiting on others ended"], e.Reason, 0),
        _ => throw Unknown(happened),
    };

    private (string Tone, string What, string? Words, int Files) OfSignOff(MeasureEvent happened) => happened switch
    {
        SignOffRequested e => (Request, say["申请销号", "sign-off requested"], Join(
            Stated(Glossary.Person, e.Person), Stated(Glossary.Act, e.Act), Stated(Glossary.Result, e.Result),
            e.Shortfall is { } shortfall ? say[$"未达目标的说明：{shortfall}", $"shortfall: {shortfall}"] : null), 0),
        SignOffLapsed => (Returned, say["内容有变，销号申请失效", "the request lapsed: what it stood on changed"], null, 0),
        SignOffWithdrawn => (Returned, say["撤回销号申请", "the request was withdrawn"], null, 0),
        SignOffStepApproved e => (Approved, say[$"{say[Glossary.Of(e.Step)]}同意销号", $"approved by {say[Glossary.Of(e.Step)]}"], null, 0),
        SignOffReturned e => (Returned, say[$"{say[Glossary.Of(e.Step)]}退回", $"returned by {say[Glossary.Of(e.Step)]}"], e.Reason, 0),
        MeasureSignedOff e => (Approved, e.Standing is null ? say["销号", "signed off"] : say["销号并长期坚持", "signed off as standing"], e.Standing?.Basis, 0),
        MeasureReopened e => (Returned, say[$"重新整改，期限{Days.Said(e.Until)}", $"reopened, due {Days.Text(e.Until)}"], e.Reason, 0),
        StandingCheckPassed e => (Oversight, say["长期坚持复查通过", "standing check passed"], e.Note, e.Evidence.Count),
        StandingCheckFailed e => (Returned, say[$"长期坚持复查未通过，重新整改，期限{Days.Said(e.Until)}", $"standing check failed, reopened, due {Days.Text(e.Until)}"],
            e.Reason, e.Evidence.Count),
        _ => throw Unknown(happened),
    };

    /// <summary>What an amendment of the plan changed of the measure, each field from what to what.</summary>
    private string Replanned(MeasureReplanned e)
    {
        var head = say[$"方案调整第 {e.Amendment} 项", $"amendment {e.Amendment} of the plan"];
        return e.From is null ? say[$"{head}：列入方案", $"{head}: added"]
            : head + say.Colon + say.Clauses(FieldChangeWords.Between(e.From, e.To)
                .Select(change => $"{FieldChangeWords.Field(say, change)} {FieldChangeWords.Value(say, frame, change, change.From)} → "
                    + FieldChangeWords.Value(say, frame, change, change.To)));
    }

    private string Reported(ProgressReported e)
    {
        var quantity = e.Quantity is { } number ? say[$"，数量 {RecordWords.Number(number)}", $", quantity {RecordWords.Number(number)}"] : "";
        return say[$"{Unit(e.Unit)}填报进度 {Percentages.Stated(e.Percent)}{quantity}", $"{Unit(e.Unit)} reported {Percentages.Stated(e.Percent)}{quantity}"];
    }

    private string Provisional(OrderView order) => order.DueIsProvisional ? say["（暂定）", " (provisional)"] : "";

    private IEnumerable<TimelineItem> OfOrder(OrderView order)
    {
        yield return Seen(order.IssuedAt, say[$"下发督办单 {order.Label} 给{Unit(order.Unit)}，限{Days.Said(order.Due)}{Provisional(order)}前（含当日）答复",
            $"supervision order {order.Label} to {Unit(order.Unit)}, to be answered by {Days.Text(order.Due)}{Provisional(order)}"],
            order.Demand, order.IssuedBy);
        foreach (var answer in order.Answers)
        {
            var what = say[$"答复督办单 {order.Label}", $"order {order.Label} answered"];
            yield return Seen(answer.At, what, answer.Text, answer.By) with { Files = answer.Evidence.Count };
        }

        foreach (var returned in order.Returns ?? [])
        {
            var what = say[$"督办单 {order.Label} 的答复被退回", $"the answer to order {order.Label} was returned"];
            yield return Seen(returned.At, what, returned.Reason, returned.By) with { Tone = Returned };
        }

        if (order.Closed is { } closed)
        {
            yield return Seen(closed.At, say[$"督办单 {order.Label} 办结", $"order {order.Label} closed"], Join(closed.Result, closed.Reason), closed.By);
        }
    }

    private IEnumerable<TimelineItem> OfLookBack(int no, DrawnMeasure drawn, DateTimeOffset at, string by)
    {
        yield return Seen(at, say[$"第 {no} 次回头看抽中", $"drawn for look-back {no}"], null, by);
        if (drawn.Sheet is { } sheet)
        {
            var result = say[sheet.Passed ? Glossary.Passed : Glossary.Failed];
            var what = say[$"第 {no} 次回头看：{result}", $"look-back {no}: {result}"];
            yield return Seen(sheet.At, what, sheet.Findings, sheet.By) with { Tone = sheet.Passed ? Oversight : Returned };
        }
    }

    private static TimelineItem Seen(DateTimeOffset at, string what, string? words, string by) =>
        new() { At = at, Tone = Oversight, What = what, Words = string.IsNullOrWhiteSpace(words) ? null : words, By = by };

    private string Unit(string unit) => RecordWords.Unit(frame, unit);

    private string Stated(Term part, string text) => say[part] + say.Colon + text;

    private string Join(params string?[] parts) => say.Clauses(parts.OfType<string>().Where(part => !string.IsNullOrWhiteSpace(part)));

    private static InvalidOperationException Unknown(MeasureEvent happened) => new($"No words for the event {happened.GetType().Name}.");
}
