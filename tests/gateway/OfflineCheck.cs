using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rectification.Tests.Gateway;

/// <summary>The product's offline verifier, run on exports as anybody would.</summary>
internal static class OfflineCheck
{
    private const int AtOnce = 3;

    public static async Task OfEveryPlan(Api ops, string folder)
    {
        var plans = (await ops.Get("plans")).Must(200).Json["items"]!.AsArray().Select(plan => plan!["id"]!.GetValue<string>()).ToList();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (plan, cancellation) =>
        {
            var file = Path.Combine(folder, $"{plan}.ndjson");
            await File.WriteAllBytesAsync(file, (await ops.Get($"plans/{plan}/trail.ndjson")).Must(200).Bytes, cancellation);
            if (await Verify(file) is { } complaint)
            {
                wrong.Add($"{plan}: {complaint}");
            }
        });
        if (!wrong.IsEmpty)
        {
            throw new InvalidOperationException($"{wrong.Count} of {plans.Count} plans do not verify:\n{string.Join('\n', wrong)}");
        }
    }

    /// <summary>What the verifier complains of, or <see langword="null"/>.</summary>
    private static async Task<string?> Verify(string file)
    {
        using var verifier = Process.Start(new ProcessStartInfo("dotnet", [Program, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = await verifier.ReadToEnd();
        return verifier.ExitCode == 0 ? null : output + errors;
    }

    public static string Program { get; } = Path.Combine(Repository.Root, "deploy", "verifier", "bin", "Release", "net10.0", "rectification-verify.dll");
}
