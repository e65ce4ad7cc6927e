using System.Globalization;
using System.Text.Json.Nodes;
using Rectification.Verifier;

namespace Rectification.Cli;

/// <summary>
/// Takes each plan's trail from a running process and recomputes it with the offline verifier's own code, has the process recount, and
/// compares the rates it shows with those recomputed.
/// </summary>
internal sealed class LiveVerification(Uri url, string key)
{
    /// <summary>Between the export and the question for the rates something may happen; then both are asked for again.</summary>
    private const int Attempts = 5;

    /// <summary>Where the sheet of rates has what a seal calls otherwise.</summary>
    private static readonly Dictionary<string, (string Part, string Name)> Elsewhere = new(StringComparer.Ordinal)
    {
        ["measureTotal"] = ("measures", "total"),
        ["assignmentTotal"] = ("assignments", "total"),
        ["assignmentDone"] = ("assignments", "done"),
        ["problemTotal"] = ("problems", "total"),
        ["problemSignedOff"] = ("problems", "signedOff"),
        ["institutionNew"] = ("institutions", "new"),
        ["institutionRevised"] = ("institutions", "revised"),
        ["institutionRegistered"] = ("institutions", "registered"),
    };

    private static readonly string[] OfMeasures =
    [
        "signedOff", "signOffRequested", "inProgress", "unclaimed", "basicallyDone", "overdue", "yellow", "red", "reopened", "standing", "reviewLate",
            "extended", "standingDue", "rescinded", "signedOffLate", "signedOffLateByFirst", "reopenedLater", "waiting",
            "dueWithin10", "dueWithin20", "dueLater", "overdueWithin7", "overdueWithin30", "overdueLonger",
    ];

    public async Task<int> Verify(string? only, CancellationToken cancellation)
    {
        using var server = new Server(url, key);
        var plans = only is not null ? [only]
            : (await server.Ask(HttpMethod.Get, "plans", cancellation))["items"]!.AsArray().Select(plan => plan!["id"]!.GetValue<string>()).ToList();
        var wrong = 0;
        foreach (var plan in plans)
        {
            wrong += await Fits(server, plan, cancellation) ? 0 : 1;
        }

        Console.WriteLine(wrong == 0
            ? $"核对无误：{plans.Count} 个方案。 Everything fits: {plans.Count} plans."
            : $"不符：{plans.Count} 个方案中有 {wrong} 个。 Does not fit: {wrong} of {plans.Count} plans.");
        return wrong == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task<bool> Fits(Server server, string plan, CancellationToken cancellation)
    {
        try
        {
            var differences = await Compare(server, plan, cancellation);
            for (var attempt = 1; differences.Rates.Count > 0 && attempt < Attempts; attempt++)
            {
                differences = await Compare(server, plan, cancellation);
            }

            var recount = await server.Ask(HttpMethod.Post, $"plans/{plan}/recount", cancellation);
            var mismatches = recount["mismatches"]!.AsArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{plan}\n  留痕 trail: {differences.Trail.Chains} 条链 chains, {differences.Trail.Entries} 条留痕 entries, {differences.Trail.Seals} 次封存 "
                    + $"seals; 根 root {differences.Trail.Root}"));
            Console.WriteLine($"  重算 recount: {recount["checked"]} 项 checked, {mismatches.Count} 处不符 mismatches");
            Console.WriteLine(
                differences.Rates.Count == 0 ? "  完成率 rates: 与重算一致 as recomputed" : $"  完成率不符 rates differ: {string.Join("; ", differences.Rates)}");
            return mismatches.Count == 0 && differences.Rates.Count == 0;
        }
        catch (MisfitException misfit)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan}\n  不符：留痕第 {misfit.Line} 行。{misfit.Zh} Does not fit: line "
                + $"{misfit.Line} of the trail. {misfit.Message}"));
            return false;
        }
    }

    private static async Task<(Verified Trail, List<string> Rates)> Compare(Server server, string plan, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await ProgressView.Show($"{plan}", static () => 0, () => server.Receive($"plans/{plan}/trail.ndjson", target, static _ => { }, cancellation));
            }

            var sheet = await server.Ask(HttpMethod.Get, $"plans/{plan}/rates", cancellation);
            var verified = Verification.Verify(() => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan));
            return (verified, [.. Differences(JsonNode.Parse(verified.City)!, sheet)]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Every figure that differs; what a seal does not state is zero.</summary>
    private static IEnumerable<string> Differences(JsonNode city, JsonNode sheet)
    {
        foreach (var name in OfMeasures.Concat(Elsewhere.Keys))
        {
            var (part, inSheet) = Elsewhere.GetValueOrDefault(name, ("measures", name));
            var (recomputed, shown) = (city[name]?.GetValue<long>() ?? 0, sheet[part]?[inSheet]?.GetValue<long>() ?? 0);
            if (recomputed != shown)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{part}.{inSheet} {shown} ≠ {recomputed}");
            }
        }
    }
}
