using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Storage;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Storage;

[Alias("tests.storage.note")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("set")]
    Task Set(string text);

    [Alias("get")]
    Task<string> Get();

    [Alias("remind")]
    Task Remind(string name);

    [Alias("reminders")]
    Task<int> Reminders();
}

[GrainType("note")]
public sealed class NoteGrain([PersistentState("note-v1")] IPersistentState<SampleState> state) : Grain, INoteGrain, IRemindable
{
    public Task Set(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }

    public Task<string> Get() => Task.FromResult(state.State.Text);

    public Task Remind(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public async Task<int> Reminders() => (await this.GetReminders()).Count;

    public Task ReceiveReminder(string reminderName, Orleans.Runtime.TickStatus status) => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        state.State.Text += ", last words";
        return state.WriteStateAsync(cancellationToken);
    }
}

/// <summary>The store in a silo, chosen by nothing but configuration.</summary>
public sealed class SqliteSiloTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_silo_takes_storage_and_reminders_by_configuration_and_its_grains_can_write_until_they_are_gone()
    {
        using (var silo = await StartAsync(_folder.Path))
        {
            var note = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("中文/1");
            await note.Set("first");
            await note.Remind("monday");
            await silo.StopAsync(TestContext.Current.CancellationToken);
        }
        Assert.True(File.Exists(_folder.File(SqliteStorageOptions.DefaultFileName)));
        SqliteFileLock.Take(_folder.File(SqliteStorageOptions.DefaultFileName)).Dispose();

        using var again = await StartAsync(_folder.Path);
        var found = again.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("中文/1");
        Assert.Equal("first, last words", await found.Get());
        Assert.Equal(1, await found.Reminders());
        await again.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_silo_without_a_path_says_so_at_start()
    {
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => StartAsync(""));
        Assert.Contains(nameof(SqliteStorageOptions.Path), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_show_in_the_metrics_and_make_a_span_only_for_a_listener()
    {
        var seen = new Dictionary<string, (string? Unit, int Count)>();
        using var metrics = new MeterListener();
        metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StorageTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        void Record(Instrument instrument)
        {
            lock (seen)
                seen[instrument.Name] = (instrument.Unit, seen.GetValueOrDefault(instrument.Name).Count + 1);
        }
        metrics.SetMeasurementEventCallback<double>((instrument, _, _, _) => Record(instrument));
        metrics.SetMeasurementEventCallback<int>((instrument, _, _, _) => Record(instrument));
        metrics.Start();

        await using var storage = await SqliteStore.OpenAsync(_folder.File(), Services.Instance);
        var id = GrainId.Create("sample", "spans-of-this-test");
        var slot = new Slot();
        await storage.WriteStateAsync("sample-v1", id, slot);
        var spans = new List<Activity>();
        using (var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StorageTelemetry.ActivitySourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                    spans.Add(span);
            },
        })
        {
            ActivitySource.AddActivityListener(listener);
            await storage.WriteStateAsync("sample-v1", id, slot);
        }

        Assert.Single(spans, span => Equals(span.GetTagItem("rectification.grain"), id.ToString()) && Equals(span.GetTagItem("outcome"), "ok"));
        Assert.Equal("s", seen["rectification.storage.write.duration"].Unit);
        Assert.Equal("{operation}", seen["rectification.storage.batch.size"].Unit);
        Assert.True(seen["rectification.storage.write.duration"].Count >= 2);
    }

    private static async Task<IHost> StartAsync(string path)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Orleans:Clustering:ProviderType"] = "Development",
            ["Orleans:GrainStorage:Default:ProviderType"] = "Sqlite",
            ["Orleans:GrainStorage:Default:Path"] = path,
            ["Orleans:Reminders:ProviderType"] = "Sqlite",
            ["Orleans:Reminders:Path"] = path,
        });
        builder.UseOrleans(silo => silo.ConfigureEndpoints(LastingPort.Free(), 0));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
