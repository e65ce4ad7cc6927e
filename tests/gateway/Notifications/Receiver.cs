using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rectification.Tests.Gateway.Notifications;

/// <summary>One request a receiver got.</summary>
internal sealed record Delivery(string Id, string Timestamp, string Signature, byte[] Body)
{
    public JsonNode Json { get; } = JsonNode.Parse(Body)!;

    public long Position => Json["position"]!.GetValue<long>();

    public string Kind => Json["kind"]!.GetValue<string>();
}

/// <summary>A real server on the loopback address that keeps what it got and answers as the test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly WebApplication _app;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Receiver(WebApplication app, string url) => (_app, Url) = (app, url);

    public string Url { get; }

    /// <summary>Everything that arrived, in order, also what was not answered well.</summary>
    public ConcurrentQueue<Delivery> Got { get; } = new();

    /// <summary>What was answered 200.</summary>
    public ConcurrentQueue<Delivery> Taken { get; } = new();

    /// <summary>The status for the n-th request (from 1); 0 never answers.</summary>
    public Func<int, Delivery, int> Answer { get; set; } = (_, _) => StatusCodes.Status200OK;

    public static async Task<Receiver> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        Receiver? receiver = null;
        app.Run(context => receiver!.Take(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver = new(app, app.Urls.First() + "/hook");
    }

    /// <summary>Waits until so many were taken; gives their positions.</summary>
    public async Task<IReadOnlyList<long>> TakenAre(int count)
    {
        await Until.True(() => Task.FromResult(Taken.Count >= count), Patience,
            () => string.Create(CultureInfo.InvariantCulture, $"{count} taken; {Taken.Count} were"));
        return [.. Taken.Select(delivery => delivery.Position)];
    }

    public Task GotAre(int count) =>
        Until.True(() => Task.FromResult(Got.Count >= count), Patience, () => string.Create(CultureInfo.InvariantCulture, $"{count} got; {Got.Count} were"));

    public async ValueTask DisposeAsync()
    {
        _stopped.SetResult();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string Header(string name) => context.Request.Headers[name].ToString();
        var delivery = new Delivery(Header("Rectification-Delivery"), Header("Rectification-Timestamp"), Header("Rectification-Signature"), body.ToArray());
        Got.Enqueue(delivery);
        var status = Answer(Got.Count, delivery);
        if (status == 0)
        {
            // Hangs until the sender gives up or the test ends.
            var ended = new TaskCompletionSource();
            using var aborted = context.RequestAborted.Register(ended.SetResult);
            await Task.WhenAny(ended.Task, _stopped.Task);
            return;
        }

        if (status == StatusCodes.Status200OK)
        {
            Taken.Enqueue(delivery);
        }

        context.Response.StatusCode = status;
        if (status == StatusCodes.Status302Found)
        {
            context.Response.Headers.Location = Url + "/elsewhere";
        }
    }
}
