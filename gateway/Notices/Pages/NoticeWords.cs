using Rectification.Gateway.Shell;
using Rectification.Notices;
using Rectification.Terms;

namespace Rectification.Gateway.Notices.Pages;

/// <summary>What pages of notices say.</summary>
internal static class NoticeWords
{
    public const string Draft = "draft-notice";
    public const string Edit = "edit-notice";
    public const string Comment = "comment-notice";
    public const string Freeze = "freeze-notice";
    public const string Withdraw = "withdraw-notice";

    public static Term Of(NoticeStatus status) => status switch
    {
        NoticeStatus.Draft => new("草稿", "draft"),
        NoticeStatus.Frozen => new("已定稿", "frozen"),
        NoticeStatus.Withdrawn => new("已撤回", "withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    /// <summary>A section's name for those who edit it.</summary>
    public static string Section(Bilingual say, NoticeSection section) => section.Heading ?? section.Id switch
    {
        "preamble" => say["前言", "Preamble"],
        "general" => say["总体情况", "What was done"],
        "totals" => say["总数", "Totals"],
        "institutions" => say["建章立制", "Institutions"],
        "next" => say["下一步", "What goes on"],
        "contact" => say["联系方式", "Contact"],
        _ => section.Id,
    };

    public static string Finding(Bilingual say, NoticeFinding finding) => say[
        $"{Quotation.Of(finding.Quote)}：{finding.Figure}写作 {finding.Said}，按留痕应为 {finding.Right}",
        $"\"{finding.Quote}\": {finding.Figure} is said to be {finding.Said}; by the trail it is {finding.Right}"];
}
