using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Rectification.Tests.Gateway.Hostile;

/// <summary>
/// Nothing that anybody sends is ever a fault of the server's: every endpoint of the API's own description is sent bodies, questions, headers
/// and addresses turned odd at random, from seeds. RECTIFICATION_HOSTILE_REQUESTS sends another number of them than is sent each time.
/// </summary>
public sealed class HostileRequestTests
{
    private const int AtOnce = 4;

    /// <summary>
    /// Said of work of which there is one or a few at a time, and of what a busy machine has stored and not yet counted: no fault, whoever asks
    /// again is meant to hear it.
    /// </summary>
    private static readonly string[] Busy =
    [
        "backup.under-way", "trail.too-many-exports", "ledger.too-many-exports", "rates.busy", "measure.not-counted-yet", "problem.not-counted-yet",
        "rates.not-counted-yet",
    ];

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task No_request_however_odd_is_answered_with_a_fault_of_the_servers()
    {
        var asked = Environment.GetEnvironmentVariable("RECTIFICATION_HOSTILE_REQUESTS");
        var count = asked is null ? 4_000 : int.Parse(asked, CultureInfo.InvariantCulture);
        using var folder = new DataFolder();
        var port = GatewayProcess.FreePort();
        await using var gateway = await GatewayProcess.Start(folder, port, "--Seed", "none", "--Telemetry:Console", "false");
        using var ops = Api.Ops(port);
        (await ops.Post("plans", SmallPlan.Of("hostile"))).Must(201);
        var keys = new List<string?> { null, GatewayProcess.OpsKey };
        keys.Add(await ops.Account("public", ["public"]));
        for (var i = 0; i < 3; i++)
        {
            // Mostly somebody who may: what is refused for want of rights is looked at no further.
            keys.Add(await ops.Account($"maker-{i}", ["reporter", "leader"], [SmallPlan.Lead], [SmallPlan.Leader]));
            keys.Add(await ops.Account($"checker-{i}", ["reviewer", "leader", "auditor", "ops"], [], [SmallPlan.Leader]));
        }

        var endpoints = HostileEndpoint.Of((await ops.Get("/openapi/v1.json")).Must(200).Json).ToList();
        var faults = await Send(port, keys, endpoints, count, asked is null ? Bound : TimeSpan.MaxValue);

        Assert.True(faults.IsEmpty, $"{faults.Count}:\n{string.Join('\n', faults.Order(StringComparer.Ordinal).Take(200))}\n{gateway.Output}");
        (await ops.Get("/health/ready")).Must(200);
        Assert.Empty((await ops.Post("plans/hostile/recount", new JsonObject())).Must(200).Json["mismatches"]!.AsArray());
    }

    /// <summary>Sends what it is told and nothing of its own.</summary>
    internal static SocketsHttpHandler Sockets() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };

    /// <summary>
    /// The status of a page or of a form's answer, which say in words when to come again: whoever is told so comes again, and to what is a fault of the
    /// server's it stays one.
    /// </summary>
    internal static async Task<int> Answered(Func<Task<int>> ask)
    {
        var begun = Stopwatch.GetTimestamp();
        var status = await ask();
        while (status == StatusCodes.Status503ServiceUnavailable && Stopwatch.GetElapsedTime(begun) < Bound)
        {
            await Until.Passed(Pause, TestContext.Current.CancellationToken);
            status = await ask();
        }

        return status;
    }

    private static async Task<ConcurrentBag<string>> Send(int port, List<string?> keys, IReadOnlyList<HostileEndpoint> endpoints, int count, TimeSpan bound)
    {
        var faults = new ConcurrentBag<string>();
        var begun = Stopwatch.GetTimestamp();
        using var client = new HttpClient(Sockets());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, cancellation) =>
        {
            if (Stopwatch.GetElapsedTime(begun) > bound)
            {
                return;
            }

            var hostile = new HostileRequest(endpoints, "hostile", seed);
            using var message = hostile.Message(port);
            if (keys[hostile.Caller(keys.Count)] is { } key && message.Headers.Authorization is null && !message.Headers.Contains("Authorization"))
            {
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            }

            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)answer.StatusCode >= 500 && !await IsBusy(answer, cancellation))
            {
                faults.Add($"{(int)answer.StatusCode} {hostile} (seed {seed})");
            }
        });
        return faults;
    }

    private static async Task<bool> IsBusy(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return Array.Exists(Busy, code => text.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal));
    }
}
