using System.Text.Json;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>What an amendment changes, in the words of the office.</summary>
internal static class FieldChangeWords
{
    /// <summary>Before the name of a column that the product does not know.</summary>
    private const string Extra = "extra.";

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
        ["quantities"] = new("其他数量", "further quantities"),
        ["figureSourcesJson"] = new("数字的来源", "origins of figures"),
        ["cadence"] = new("填报频次", "cadence"),
        ["institution"] = new("建章立制", "institution"),
        ["outcome"] = new("预期成果", "outcome"),
        ["longTerm"] = new("长期任务", "long-term"),
        ["source"] = new("出处", "source"),
        ["rescinded"] = new("不再整改", "not carried out"),
        ["cause"] = new("原因分析", "cause"),
        ["extend"] = new("举一反三", "where else"),
        ["category"] = new("类别", "category"),
        ["public"] = new("公开", "public"),
        ["authority"] = new("决定机关", "authority"),
        ["reason"] = new("理由", "reason"),
        ["value"] = new("数值", "value"),
        ["unit"] = new("单位", "unit"),
        ["what"] = new("指标", "what"),
        ["no"] = new("编号", "no."),
        ["kind"] = new("种类", "kind"),
        ["problem"] = new("反馈问题", "problem"),
        ["rules.lights"] = new("亮灯规则", "rules of lights"),
        ["rules.reviewDays"] = new("审核期限", "days to review"),
        ["rules.extensions"] = new("延期规则", "extensions"),
        ["closed"] = new("结束方案", "closing of the plan"),
        ["explained"] = new("未完成说明", "explained"),
        ["rules.closing"] = new("结束规则", "closing"),
        ["rules.amendments"] = new("方案调整规则", "amendments"),
        ["rules.signOffChain"] = new("销号审核", "sign-off"),
        ["rules.principal"] = new("主要领导", "principal leader"),
        ["rules.standingCadence"] = new("长期坚持复查频次", "cadence of standing checks"),
        ["rules.escalation"] = new("预警升级", "escalation"),
        ["rules.lookBack"] = new("回头看", "look-back"),
        ["rules.digest"] = new("周报", "digest"),
        ["rules.percentDecimals"] = new("百分数小数位数", "decimals of percentages"),
    };

    public static string Subject(Bilingual say, FieldChange change)
    {
        var parts = change.Subject.Split(':', 2);
        var word = Subjects.TryGetValue(parts[0], out var known) ? say[known] : parts[0];
        return parts.Length == 1 ? word : $"{word} {parts[1]}";
    }

    /// <summary>A column that the product does not know goes by its own name.</summary>
    public static string Field(Bilingual say, FieldChange change) =>
        Fields.TryGetValue(change.Field, out var word) ? say[word]
        : change.Field.StartsWith(Extra, StringComparison.Ordinal) ? change.Field[Extra.Length..]
        : change.Field;

    /// <summary>What stands on one side of a change; ids by the names of the plan.</summary>
    public static string Value(Bilingual say, PlanFrame frame, FieldChange change, string? value) => (change.Field, value) switch
    {
        (_, null) => "—",
        (['r', 'u', 'l', 'e', 's', '.', ..], _) => RuleChangeWords.Of(say, frame, change.Field, value),
        ("cadence", _) => Words.TryRead<Cadence>(value, out var cadence) ? say[Glossary.Of(cadence)] : value,
        ("kind", _) => Words.TryRead<InstitutionKind>(value, out var kind) ? say[Glossary.Of(kind)] : value,
        ("leadUnit", _) => frame.Unit(value),
        ("units", _) => Units(say, frame, value),
        ("leader", _) => frame.Leaders.FirstOrDefault(leader => leader.Id == value)?.Title ?? value,
        ("target" or "institution" or "rescinded" or "*" or "-", ['{', ..]) => Parts(say, frame, change, value),
        ("quantities", ['[', ..]) => Quantities(say, value),
        (_, "true") => say["是", "yes"],
        (_, "false") => say["否", "no"],
        _ => value,
    };

    /// <summary>The fields in which two definitions of a measure differ.</summary>
    public static IEnumerable<FieldChange> Between(MeasureDefinition from, MeasureDefinition to)
    {
        var (was, now) = (Lines(from), Lines(to));
        return was.Keys.Union(now.Keys).Where(field => was.GetValueOrDefault(field) != now.GetValueOrDefault(field)).Select(field => new FieldChange
        {
            Subject = "measure",
            Field = field,
            From = was.GetValueOrDefault(field),
            To = now.GetValueOrDefault(field),
            Kind = ChangeKind.Duty,
        });
    }

    private static Dictionary<string, string> Lines(MeasureDefinition measure)
    {
        var line = JsonSerializer.SerializeToElement(measure, TrailJson.Canonical.MeasureDefinition);
        var fields = line.EnumerateObject().Where(field => field.Name != "extra")
            .ToDictionary(field => field.Name, field => field.Value.ToString(), StringComparer.Ordinal);
        foreach (var (column, text) in measure.Extra ?? new Dictionary<string, string>())
        {
            fields[Extra + column] = text;
        }

        return fields;
    }

    private static string Quantities(Bilingual say, string json)
    {
        using var list = JsonDocument.Parse(json);
        string? Text(JsonElement quantity, string name) => quantity.TryGetProperty(name, out var value) ? value.ToString() : null;
        return say.List(list.RootElement.EnumerateArray().Select(quantity =>
            $"{Text(quantity, "what") ?? Text(quantity, "name")} {Text(quantity, "target")}{Text(quantity, "unit")}"));
    }

    private static string Units(Bilingual say, PlanFrame frame, string json)
    {
        using var units = JsonDocument.Parse(json);
        return units.RootElement.GetArrayLength() == 0 ? "—" : say.List(units.RootElement.EnumerateArray().Select(unit => frame.Unit(unit.GetString()!)));
    }

    private static string Parts(Bilingual say, PlanFrame frame, FieldChange change, string json)
    {
        using var parts = JsonDocument.Parse(json);

        // A line's own columns stand beside its other fields; a day that is still asked for is none.
        var all = parts.RootElement.EnumerateObject().SelectMany(part =>
            part is { Name: "extra", Value.ValueKind: JsonValueKind.Object } ? (IEnumerable<JsonProperty>)part.Value.EnumerateObject() : [part]);
        return say.Clauses(all.Where(part => part.Value.ValueKind != JsonValueKind.Null && !IsNoDay(part.Value)).Select(part =>
        {
            var of = change with { Field = part.Name };
            var value = part.Value.ValueKind == JsonValueKind.String ? part.Value.GetString() : part.Value.GetRawText();
            return Field(say, of) + say.Colon + Value(say, frame, of, value);
        }));
    }

    private static bool IsNoDay(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(Days.Text(DateOnly.MinValue));

    public static string Kind(Bilingual say, FieldChange change) => Kind(say, change.Kind);

    public static string Kind(Bilingual say, ChangeKind kind) => kind switch
    {
        ChangeKind.Text => say["文字", "words"],
        ChangeKind.Addition => say["新增", "addition"],
        _ => say["责任或数字", "duty or figure"],
    };
}
