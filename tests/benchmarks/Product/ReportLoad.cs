using System.Text.Json;
using Rectification.Benchmarks.Load;

namespace Rectification.Benchmarks.Product;

/// <summary>Progress reports over HTTP, as one load for the product and the hand-written service.</summary>
internal static class ReportLoad
{
    // May not fall, so it stays: every report is accepted, whatever the order.
    private const int Percent = 10;
    private const string Note = "已召开专题会议研究部署，责任科室逐项对照整改清单推进，本周完成阶段性任务并更新佐证材料。";

    public static LoadSpec Spec(
        int port, PlanFile plan, IReadOnlyList<MeasureLine> measures, IReadOnlyList<UnitKey> keys,
        int connections, int warmUp, int maxRequests, double maxSeconds)
    {
        var keyOf = keys.ToDictionary(key => key.Unit, key => key.Key);
        return new()
        {
            Port = port,
            Connections = connections,
            WarmUpRequests = warmUp,
            MaxRequests = maxRequests,
            MaxSeconds = maxSeconds,
            Targets = [.. measures.Select(measure => new LoadTarget
            {
                Method = "POST",
                Path = $"/api/v1/plans/{plan.Id}/measures/{measure.No}/reports",
                Key = keyOf[measure.LeadUnit],
                Body = JsonSerializer.Serialize(new { unit = measure.LeadUnit, percent = Percent, note = Note }, Plain),
            })],
        };
    }

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
