using System.Globalization;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>Which field of the rules' page an error is about, as the page calls it.</summary>
internal static class RuleErrorPlace
{
    /// <summary>Names of fields, of the form's and of the rules' own members, and what stands beside them on the page.</summary>
    private static readonly Dictionary<string, (string Zh, string En)> Labels = new()
    {
        ["light"] = ("灯", "light"),
        ["kind"] = ("条件", "condition"),
        ["points"] = ("落后百分点", "points behind"),
        ["forDays"] = ("持续天数", "days in a row"),
        ["percent"] = ("低于（%）", "below (%)"),
        ["afterShare"] = ("时间用去（%）后", "after this share of the time (%)"),
        ["days"] = ("超出周期（天）", "days past the reporting interval"),
        ["metric"] = ("指标", "metric"),
        ["reviewDays"] = ("审核期限（天）", "days for a review"),
        ["most"] = ("至多延期", "most extensions"),
        ["longestDays"] = ("最长延期", "longest extension"),
        [DigestFields.Day] = ("每周汇总的冻结日", "the digest's day"),
        [DigestFields.At] = ("每周汇总的时刻（如 08:00）", "the digest's time (as 08:00)"),
        [DigestFields.Holiday] = ("每周汇总遇节假日", "the digest on a holiday"),
        [DigestFields.WorkingDay] = ("节后第几个工作日", "which working day after the holiday"),
        ["workingDay"] = ("节后第几个工作日", "which working day after the holiday"),
        [DigestFields.ReportDay] = ("报送截止日", "the day reports are due"),
        ["reportBy"] = ("报送截止日", "the day reports are due"),
        [DigestFields.ReportAt] = ("报送截止的时刻（如 18:00）", "the time reports are due (as 18:00)"),
        [DigestFields.RankFrom] = ("参加排名的任务数", "assignments from which units are ranked"),
        ["rankFrom"] = ("参加排名的任务数", "assignments from which units are ranked"),
    };

    /// <param name="pointer">A JSON pointer into the rules, or <c>/rules/</c> and the name of a form's field, for example <c>/rules/points-1</c>.</param>
    /// <param name="say">The language.</param>
    /// <returns>For example rule 2, points behind; nothing where the page has no such field.</returns>
    public static string? Of(string? pointer, Bilingual say)
    {
        var parts = (pointer ?? "").Split(['/', '-'], StringSplitOptions.RemoveEmptyEntries);
        var row = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : (int?)null)
            .FirstOrDefault(index => index is not null);
        return parts.Where(Labels.ContainsKey).Select(part => Labels[part]).LastOrDefault() is not { Zh: { } zh, En: { } en } ? null
            : row is { } at ? say[$"第 {at + 1} 条规则的{Quotation.Of(zh)}", $"rule {at + 1}, {en}"]
            : say[Quotation.Of(zh), en];
    }
}
