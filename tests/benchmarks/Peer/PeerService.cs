using System.Globalization;
using Npgsql;

namespace Rectification.Benchmarks.Peer;

/// <summary>
/// The hand-written service: ASP.NET Core minimal API and Npgsql with pooled connections, prepared statements and
/// source-generated JSON. Everything but the two things it is compared for: no group commit, no actor.
/// </summary>
internal static class PeerService
{
    public const string Verb = "serve-peer";

    // The best of 4 to 64 on two cores. Where every report updates the one city row, more writers only queue on it
    // inside PostgreSQL and wake each other for nothing; without it more writers share one flush to disk.
    private static int PoolSize(CounterStyle style) => style == CounterStyle.UnitAndCity ? 6 : 32;

    public static async Task Serve(int port, string connectionString, CounterStyle style)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture));
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default));
        await using var database = NpgsqlDataSource.Create(Tuned(connectionString, style));
        await using var app = builder.Build();

        var keys = new PeerKeys(database);
        var reports = new PeerReports(database, style);
        var rates = new PeerRates(database, style);
        app.MapPost("/api/v1/plans/{plan}/measures/{no:int}/reports", async Task<IResult> (string plan, int no, PeerReport report, HttpContext context) =>
            await keys.Find(context.Request) is { } account
                ? await reports.File(plan, no, context.Request.Headers["Idempotency-Key"].ToString(), report, account, context.RequestAborted)
                : TypedResults.Unauthorized());
        app.MapGet("/api/v1/plans/{plan}/rates", (string plan, CancellationToken cancel) => rates.City(plan, cancel));
        app.MapGet("/health/ready", () => TypedResults.Ok());
        await app.RunAsync();
    }

    private static string Tuned(string connectionString, CounterStyle style) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MinPoolSize = PoolSize(style),
            MaxPoolSize = PoolSize(style),
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            // One plan fits every report: planning anew each time would cost as much as running it.
            Options = "-c plan_cache_mode=force_generic_plan",
            // 768 callers wait for a connection longer than the default when the disk is slow.
            Timeout = 60,
        }.ConnectionString;
}
