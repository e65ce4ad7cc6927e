using System.Globalization;
using System.Text;

namespace Rectification.Benchmarks.Bare;

/// <summary>
/// The peer of live pages: Kestrel, a counter in memory, and server-sent events of the same size that every open stream is told of at once. It
/// stores nothing, checks nobody and holds nothing back.
/// </summary>
internal static class BareStream
{
    public const string Verb = "serve-bare-stream";
    public const string CountPath = "/count";

    private static TaskCompletionSource _changed = New();
    private static byte[] _event = Event(0);
    private static int _count;

    public static async Task Serve(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture));
        await using var app = builder.Build();
        RequestDelegate stream = Stream;
        RequestDelegate count = context =>
        {
            Count();
            return context.Response.WriteAsync("{}");
        };
        RequestDelegate ready = static context => context.Response.WriteAsync("{}");
        app.MapGet("/api/v1/plans/{plan}/rates/stream", stream);
        app.MapPost(CountPath, count);
        app.MapGet("/health/ready", ready);
        await app.RunAsync();
    }

    private static async Task Stream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            await context.Response.BodyWriter.WriteAsync(Volatile.Read(ref _event), context.RequestAborted);
            await changed.WaitAsync(context.RequestAborted);
        }
    }

    private static void Count()
    {
        Volatile.Write(ref _event, Event(Interlocked.Increment(ref _count)));
        Interlocked.Exchange(ref _changed, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static byte[] Event(int count) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"id: {count}\ndata: {BareEndpoint.SampleSheet.Trim().Replace("\"inProgress\":60", $"\"inProgress\":{count}", StringComparison.Ordinal)}\n\n"));
}
