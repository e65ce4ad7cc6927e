using Microsoft.AspNetCore.Components;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Plans.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;

namespace Rectification.Gateway.Tasks.Pages;

/// <summary>The cards of a list of tasks.</summary>
/// <param name="Say">The language of the page.</param>
/// <param name="ManyPlans">Whether tasks of several plans stand here: then each says which it is of.</param>
/// <param name="Form">What a form of the page needs beside the task: where it goes, and the fields that stand in each of them.</param>
internal sealed record TaskCards(Bilingual Say, bool ManyPlans, (string Address, MarkupString Fields) Form)
{
    /// <summary>What is shown of one task, and what can be done about it.</summary>
    public MarkupString Of(TaskRow row)
    {
        var measure = row.Measure;
        return Html.Of($"<li class=\"task {MeasureWords.Light(Say, measure).Style}\"><div class=\"when\">{MeasureBadges.Pace(Say, measure)} <b>"
            + $"{Days.Text(measure.Deadline)}</b> <span class=\"soft\">"
            + $"{MeasureWords.Left(Say, measure.Deadline, row.Today)}</span></div>\n<div class=\"what\"><p class=\"soft\">"
            + $"{(ManyPlans ? $"{row.Frame.Title} · " : "")}{MeasureWords.Status(Say, measure)}</p><p><a href=\""
            + $"{RecordAddress.Measure(row.Frame.Plan, measure.No)}\">{measure.No}. {measure.Text}</a></p>"
            + $"{Html.Each(row.Own, own => Own(row, own))}{Returned(measure)}</div>\n<div class=\"acts\">"
            + $"{Report(row)}{Lead(row)}</div></li>\n");
    }

    private static string Address(TaskRow row, string part) => $"{RecordAddress.Measure(row.Frame.Plan, row.Measure.No)}/{part}";

    private MarkupString Own(TaskRow row, AssignmentView own) => Html.Of($"<p class=\"own\">{row.Frame.Unit(own.Unit)} <small>"
        + $"{(own.Lead ? Say["牵头", "lead"] : Say["配合", "supporting"])}</small> <span class=\"whole\"><meter min=\"0\" max=\"100\" value=\""
        + $"{own.Percent}\" aria-hidden=\"true\"></meter> <b>{Percentages.Stated(own.Percent)}</b></span></p>");

    private MarkupString Returned(MeasureView measure) => measure.Returned is not { } returned ? default
        : Html.Of($"<p class=\"wrong\">{Say["退回原因：", "Returned: "]}{returned.Reason}</p>");

    private MarkupString Report(TaskRow row) => !row.Own.Any(own => own.Allowed.Allows(MeasureActs.Report)) ? default
        : Html.Of($"<a class=\"button\" href=\"{Address(row, "report")}\">{Say["填报", "Report"]}</a>");

    /// <summary>What the lead unit does next beside reporting.</summary>
    private MarkupString Lead(TaskRow row)
    {
        var measure = row.Measure;
        if (row.Own.FirstOrDefault(own => own.Lead) is not { } lead || !measure.Allowed.IsTheirs(MeasureActs.RequestSignOff))
        {
            return default;
        }

        if (lead.Allowed.Allows(MeasureActs.Claim))
        {
            return Claim(row, lead.Unit);
        }

        var toConfirm = measure.Assignments.Count(assignment => assignment.Allowed.Allows(MeasureActs.Confirm));
        return measure switch
        {
            _ when measure.Allowed.Allows(MeasureActs.WithdrawSignOff) => Link(row, "sign-off", Say["查看销号申请", "The sign-off request"]),
            _ when toConfirm > 0 => Link(row, "report#confirm", Say[$"确认配合单位（{toConfirm}）", $"Confirm units ({toConfirm})"]),
            { Missing: { } missing } when missing.All(one => one.Unit is null) => Link(row, "sign-off", Say["申请销号", "Request sign-off"]),
            _ when measure.Allowed.Allows(MeasureActs.RequestExtension) => Link(row, "extension", Say["申请延期", "Ask for an extension"]),
            _ => default,
        };
    }

    private static MarkupString Link(TaskRow row, string part, string word) => Html.Of($" <a href=\"{Address(row, part)}\">{word}</a>");

    private MarkupString Claim(TaskRow row, string unit) => Html.Of($"<form method=\"post\" action=\"{Form.Address}\">"
        + $"{Form.Fields}<input type=\"hidden\" name=\"command\" value=\"claim\"><input type=\"hidden\" name=\"plan\" value=\""
        + $"{row.Frame.Plan}\"><input type=\"hidden\" name=\"no\" value=\"{row.Measure.No}\"><input type=\"hidden\" name=\"unit\" value=\""
        + $"{unit}\"><button class=\"plain\">{Say["认领", "Claim"]}</button></form>");
}
