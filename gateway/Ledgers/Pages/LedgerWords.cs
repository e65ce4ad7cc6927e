using Rectification.Documents.Ledgers;
using Rectification.Gateway.Shell;
using Rectification.Terms;

namespace Rectification.Gateway.Ledgers.Pages;

/// <summary>What is read of a ledger, in the words of the office.</summary>
internal static class LedgerWords
{
    private static readonly Dictionary<string, Term> Fields = new(StringComparer.Ordinal)
    {
        [LedgerFields.Extra] = new("其他（原样保留）", "other, kept as it is"),
        [LedgerFields.ProblemNo] = new("问题序号", "number of the problem"),
        [LedgerFields.MeasureNo] = new("措施序号", "number of the measure"),
        [LedgerFields.ProblemRef] = new("对应问题", "which problem"),
        [LedgerFields.MeasureRef] = new("对应措施", "which measure"),
        [LedgerFields.Category] = new("类别", "category"),
        [LedgerFields.Problem] = new("问题", "problem"),
        [LedgerFields.ProblemDetail] = new("问题具体表现", "details of the problem"),
        [LedgerFields.ProblemLeader] = new("问题责任领导", "leader of the problem"),
        [LedgerFields.ProblemLeadUnit] = new("问题牵头单位", "lead unit of the problem"),
        [LedgerFields.Measure] = new("整改措施", "measure"),
        [LedgerFields.Target] = new("整改目标", "target"),
        [LedgerFields.LeadUnit] = new("牵头单位", "lead unit"),
        [LedgerFields.SupportingUnits] = new("配合单位", "supporting units"),
        [LedgerFields.UnitProgress] = new("各单位进度", "progress of each unit"),
        [LedgerFields.OverseeingUnit] = new("督办单位", "overseeing unit"),
        [LedgerFields.Leader] = new("责任领导", "leader"),
        [LedgerFields.Person] = new("责任人", "person responsible"),
        [LedgerFields.Deadline] = new("完成时限", "deadline"),
        [LedgerFields.MovedDeadline] = new("调整后的期限", "deadline it was moved to"),
        [LedgerFields.ActualDate] = new("实际完成日期", "day done"),
        [LedgerFields.Start] = new("开始日期", "start"),
        [LedgerFields.State] = new("整改状态", "state"),
        [LedgerFields.Progress] = new("进度（%）", "progress (%)"),
        [LedgerFields.ProgressText] = new("进展情况", "progress in words"),
        [LedgerFields.Result] = new("整改成效", "result"),
        [LedgerFields.Institution] = new("建章立制", "institution"),
        [LedgerFields.Cadence] = new("填报频次", "cadence"),
    };

    private static readonly Dictionary<string, Term> Skipped = new(StringComparer.Ordinal)
    {
        ["title"] = new("标题", "title"),
        ["note"] = new("说明", "note"),
        ["blank"] = new("空行", "blank"),
        ["totals"] = new("合计", "totals"),
        ["subtotal"] = new("小计", "subtotal"),
        ["repeated-header"] = new("重复的表头", "headings again"),
        ["category heading"] = new("类别行", "heading of a category"),
        ["problem heading"] = new("问题行", "heading of a problem"),
        ["unit heading"] = new("单位行", "line that names a unit"),
        ["other unit"] = new("其他单位的行，本账号不能填报", "another unit's row, which this account may not report"),
        ["no progress"] = new("没有单位或进展", "no units or no progress"),
        ["hidden"] = new("已隐藏", "hidden"),
        ["no list"] = new("不是清单", "no list"),
    };

    private static readonly string[] Amounts = ["元", "千元", "万元", "百万元", "亿元"];

    /// <summary>A field in words; two in one column are joined.</summary>
    public static string Field(Bilingual say, string field) =>
        field.StartsWith(LedgerFields.Money, StringComparison.Ordinal) ? say["金额", "money"] + say.InBrackets(field[LedgerFields.Money.Length..])
        : field.StartsWith(LedgerFields.StateOf, StringComparison.Ordinal) ? say["状态", "state"] + say.Colon + field[LedgerFields.StateOf.Length..]
        : string.Join(say["＋", " + "], field.Split('+').Select(part => Fields.TryGetValue(part, out var word) ? say[word] : part));

    /// <summary>Why a row or a sheet was left out.</summary>
    public static string Why(Bilingual say, string why) => Skipped.TryGetValue(why, out var word) ? say[word] : why;

    /// <summary>What a column may be read as; what it is read as now is always among it.</summary>
    public static IEnumerable<string> Choices(LedgerColumn column) => Fields.Keys
        .Append(LedgerFields.LeadAndSupporting)
        .Concat(Amounts.Select(amount => LedgerFields.Money + amount))
        .Append(LedgerFields.StateOf + column.Header)
        .Where(LedgerFields.IsField)
        .Append(column.Field)
        .Distinct(StringComparer.Ordinal);

    /// <summary>跳过 4 行：第 1 行 标题…; the first of each reason.</summary>
    public static string Rows(Bilingual say, IReadOnlyList<SkippedRow> rows) => say.Clauses(rows.GroupBy(row => row.Why).Select(group =>
    {
        var numbers = group.Select(row => row.Row.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var shown = say.List(numbers.Take(Most)) + (numbers.Count > Most ? say[$" 等 {numbers.Count} 行", $" … {numbers.Count} rows"] : "");
        return say[$"第 {shown} 行 {Why(say, group.Key)}", $"row {shown}: {Why(say, group.Key)}"];
    }));

    private const int Most = 8;
}
