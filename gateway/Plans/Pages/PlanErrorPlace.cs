using System.Globalization;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>Where in a plan's document an error is, in words: which entry of which list, and which field.</summary>
internal static class PlanErrorPlace
{
    /// <param name="pointer">A JSON pointer, for example <c>/measures/3/deadline</c> or <c>/lines/12/measure/no</c>.</param>
    /// <param name="say">The language.</param>
    public static (string Row, string Field) Of(string? pointer, Bilingual say)
    {
        var parts = (pointer ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return (say["方案", "the plan"], string.Join('.', parts) is { Length: > 0 } field ? field : "–");
        }

        var rest = string.Join('.', parts.Skip(2));
        return (Row(parts[0], index, say), rest.Length > 0 ? rest : "–");
    }

    private static string Row(string list, int index, Bilingual say)
    {
        var at = index + 1;
        return list switch
        {
            "lines" => say[$"第 {at} 行", $"line {at}"],
            "measures" => say[$"第 {at} 条措施", $"measure {at} in the list"],
            "problems" => say[$"第 {at} 个问题", $"problem {at} in the list"],
            "units" => say[$"第 {at} 个单位", $"unit {at} in the list"],
            "leaders" => say[$"第 {at} 位领导", $"leader {at} in the list"],
            "regions" => say[$"第 {at} 个区域", $"region {at} in the list"],
            "categories" => say[$"第 {at} 个类别", $"category {at} in the list"],
            _ => $"{list} {at}",
        };
    }
}
