using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>What an amendment changes, in the words of the office.</summary>
internal static class FieldChangeWords
{
    private static readonly Dictionary<string, Term> Subjects = new(StringComparer.Ordinal)
    {
        ["plan"] = new("方案", "plan"),
        ["measure"] = new("措施", "measure"),
        ["problem"] = new("问题", "problem"),
        ["unit"] = new("单位", "unit"),
        ["leader"] = new("责任领导", "leader"),
        ["region"] = new("地区", "region"),
        ["category"] = new("类别", "category"),
    };

    private static readonly Dictionary<string, Term> Fields = new(StringComparer.Ordinal)
    {
        ["*"] = new("新增", "added"),
        ["-"] = new("删除", "removed"),
        ["deadline"] = new("完成时限", "deadline"),
        ["start"] = new("开始日期", "start"),
        ["leadUnit"] = new("牵头单位", "lead unit"),
        ["units"] = new("配合单位", "supporting units"),
        ["leader"] = new("责任领导", "leader"),
        ["text"] = new("措施内容", "text"),
        ["title"] = new("名称", "title"),
        ["name"] = new("名称", "name"),
        ["target"] = new("目标值", "target"),
        ["cadence"] = new("填报频次", "cadence"),
        ["institution"] = new("建章立制", "institution"),
        ["outcome"] = new("预期成果", "outcome"),
        ["longTerm"] = new("长期任务", "long-term"),
        ["source"] = new("出处", "source"),
        ["rescinded"] = new("不再整改", "not carried out"),
        ["category"] = new("类别", "category"),
        ["public"] = new("公开", "public"),
        ["rules.lights"] = new("亮灯规则", "rules of lights"),
        ["rules.reviewDays"] = new("审核期限", "days to review"),
        ["rules.extensions"] = new("延期规则", "extensions"),
        ["closed"] = new("结束方案", "closing of the plan"),
        ["explained"] = new("未完成说明", "explained"),
        ["rules.closing"] = new("结束规则", "closing"),
        ["rules.amendments"] = new("方案调整规则", "amendments"),
    };

    public static string Subject(Bilingual say, FieldChange change)
    {
        var parts = change.Subject.Split(':', 2);
        var word = Subjects.TryGetValue(parts[0], out var known) ? say[known] : parts[0];
        return parts.Length == 1 ? word : $"{word} {parts[1]}";
    }

    public static string Field(Bilingual say, FieldChange change) =>
        Fields.TryGetValue(change.Field, out var word) ? say[word] : change.Field;

    public static string Kind(Bilingual say, FieldChange change) => change.Kind switch
    {
        ChangeKind.Text => say["文字", "words"],
        ChangeKind.Addition => say["新增", "addition"],
        _ => say["责任或数字", "duty or figure"],
    };
}
