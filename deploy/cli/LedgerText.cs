using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Rectification.Cli;

/// <summary>A preview in a few lines: what was read, what would change, and everything that is open.</summary>
internal static class LedgerText
{
    public static string Of(JsonNode preview)
    {
        var text = new StringBuilder();
        var files = preview["files"] as JsonArray;
        foreach (var file in files is null ? [preview] : files.OfType<JsonNode>())
        {
            Read(text, files is null ? file : file["reading"], file);
        }

        var changes = preview["changes"]!;
        Line(text, $"新增 {changes["new"]}，变更 {changes["changed"]}，不变 {changes["unchanged"]}，待补 {changes["open"]}"
            + $"  ({changes["new"]} new, {changes["changed"]} changed, {changes["unchanged"]} unchanged, {changes["open"]} open)");
        if (changes["standIns"] is JsonArray { Count: > 0 } standIns)
        {
            Line(text, $"  责任领导没有写明，暂由别人代替 no leader is named, another stands in: {string.Join('、', standIns.Take(20).Select(one => one!["cell"]))}"
                + (standIns.Count > 20 ? $" … ({standIns.Count})" : ""));
        }

        foreach (var conflict in changes["conflicts"] as JsonArray ?? [])
        {
            Line(text, $"  冲突 conflict {conflict!["cell"]}: {conflict["refusal"]}");
        }

        if (changes["refusal"] is { } refusal)
        {
            Line(text, $"  不能写入 cannot be taken in: {refusal}");
        }

        return text.Append(CultureInfo.InvariantCulture, $"预览 preview {preview["preview"]}").ToString();
    }

    /// <summary>What came of taking a ledger in.</summary>
    public static string Committed(JsonNode committed)
    {
        var text = new StringBuilder();
        Line(text, committed["status"]?.ToString() == "taking" ? "正在写入，会自行写完。 It is being taken in and goes on by itself."
            : committed["draft"] is { } draft ? $"已写入草案 {draft}。 It is in the draft {draft}."
            : committed["imported"] is { } imported ? $"方案 {imported} 已生效。 The plan {imported} is in force."
            : committed["amendment"] is { } amendment ? $"已提出方案调整第 {amendment} 项。 Amendment {amendment} is made of it."
            : $"已写入填报 {committed["reports"]} 条，未变 {committed["unchanged"]} 条。"
                + $" {committed["reports"]} reports are in, {committed["unchanged"]} rows were known.");
        foreach (var refused in committed["refused"] as JsonArray ?? [])
        {
            Line(text, $"  未接受 refused {refused!["cell"]}: {refused["refusal"]}");
        }

        return text.ToString().TrimEnd();
    }

    private static void Read(StringBuilder text, JsonNode? reading, JsonNode file)
    {
        if (reading is null)
        {
            Line(text, $"{file["file"]}: {file["refusal"]}");
            return;
        }

        var measures = reading["measures"] as JsonArray ?? [];
        var (skipped, dates) = (reading["rowsSkipped"] as JsonArray ?? [], measures.Count(measure => measure!["deadline"] is not null));
        Line(text, $"{reading["file"]}（{reading["sheet"]}，{reading["layout"]}）：读到 {reading["rowsRead"]} 行，跳过 {skipped.Count} 行，"
            + $"措施 {measures.Count} 条，日期 {dates} 个"
            + $"  ({reading["rowsRead"]} rows read, {skipped.Count} skipped, {measures.Count} measures, {dates} dates)");
        if (reading["readAs"] is { } choice)
        {
            Line(text, (choice["kind"]?.ToString() == "plan" ? "  按方案读入 as a plan" : "  按填报读入 as progress")
                + $"（--as plan | progress）：{choice["zh"]} {choice["en"]}");
        }

        foreach (var warning in (reading["warnings"] as JsonArray ?? []).Where(warning => warning!["question"]?.GetValue<bool>() == true))
        {
            Line(text, "  待答 question " + Told(warning!));
        }

        foreach (var error in reading["errors"] as JsonArray ?? [])
        {
            Line(text, "  错误 error " + Told(error!));
        }
    }

    private static string Told(JsonNode finding)
    {
        var candidates = finding["candidates"] is JsonArray { Count: > 0 } some ? $" [{string.Join(" | ", some.Select(one => one!.ToString()))}]" : "";
        return $"{finding["cell"]}: {finding["zh"]} {finding["en"]}{candidates}";
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
