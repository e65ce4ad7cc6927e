using System.Globalization;

namespace Rectification.Benchmarks.Bare;

/// <summary>
/// The peer of a rate read: Kestrel and routing with the same path, and bytes that are ready before the request comes.
/// Nothing that knows what a rate is can be expected to be faster.
/// </summary>
internal static class BareEndpoint
{
    public const string Verb = "serve-bare";

    public static async Task Serve(int port, string bytesPath)
    {
        var bytes = await File.ReadAllBytesAsync(bytesPath);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture));
        await using var app = builder.Build();
        RequestDelegate answer = context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        };
        app.MapGet("/api/v1/plans/{plan}/rates", answer);
        await app.RunAsync();
    }

    /// <summary>A sheet of the usual size, for runs without the product.</summary>
    public static string SampleSheet =>
        """
        {"plan":"synthetic","scope":"city","asOf":"2026-03-02T09:00:00+08:00","version":123456,"recovering":0,
        "measures":{"total":94,"signedOff":12,"signOffRequested":3,"inProgress":60,"unclaimed":19,"basicallyDone":0,
        "overdue":2,"yellow":4,"red":2,"reopened":0,"standing":1,"rate":0.1276595744680851},
        "assignments":{"total":310,"done":41,"rate":0.13225806451612904},"problems":{"total":29,"signedOff":3,"rate":0.10344827586206896},
        "institutions":{"total":17,"new":10,"revised":7,"registered":5}}
        """.ReplaceLineEndings("");
}
