using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Rectification.Telemetry;

/// <summary>
/// Takes people's names out of spans before they leave the process: an account's grain is called by the account, and so is its address. What a
/// grain of a plan is called stays.
/// </summary>
internal sealed class NamelessSpans : BaseProcessor<Activity>
{
    /// <summary>What every process does every few seconds tells nothing, and is left out.</summary>
    private const string Report = "ISystemGrain/Tell";

    private static readonly string[] Grains = ["orleans.rpc.target_id", "orleans.rpc.source_id", "rectification.grain"];
    private static readonly string[] Addresses = ["url.path", "url.query", "url.full"];

    /// <summary>Kinds of grains whose keys name plans, measures, problems and units, and nobody.</summary>
    private static readonly FrozenSet<string> OfPlans = FrozenSet.ToFrozenSet(
        ["plan", "measure", "problem", "county", "department", "rollup", "outbox", "escalation", "order", "seals"], StringComparer.Ordinal);

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var name in Grains)
        {
            if (data.GetTagItem(name) is string grain && grain.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && !OfPlans.Contains(grain[..end]))
            {
                data.SetTag(name, grain[..end]);
            }
        }

        if (data.GetTagItem("rpc.method") is string method && method.EndsWith(Report, StringComparison.Ordinal))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        // The route says as much, without what stands in its place.
        foreach (var name in Addresses)
        {
            data.SetTag(name, null);
        }
    }
}
