using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Rectification.Tests.Storage;

/// <summary>The official store of the profile azure; a table each, so that no test sees another's rows.</summary>
public sealed class AzureTableGrainStorageTests(AzuriteServer server) : GrainStorageConformance, IClassFixture<AzuriteServer>
{
    private const string Service = "rectification";
    private const string State = "sample-v1";
    private readonly string _table = $"t{Guid.NewGuid():N}";
    private SiloLifecycleSubject? _lifecycle;

    /// <summary>The service itself takes 1 KiB, two bytes a character, for the service's id, the grain's type and its key.</summary>
    protected override int LongestKey => 480;

    protected override DesignLimits Limits => DesignLimits.OddCharactersCollide | DesignLimits.TagsAreOfOneForm;

    protected override async Task<IGrainStorage> OpenAsync()
    {
        // The emulator of a busy machine is slow, and a write that is tried again meets itself.
        var patient = new TableClientOptions();
        patient.Retry.NetworkTimeout = TimeSpan.FromMinutes(1);
        var options = new AzureTableStorageOptions
        {
            TableName = _table,
            TableServiceClient = new(server.ConnectionString, patient),
            GrainStorageSerializer = new OrleansGrainStorageSerializer(Services.Instance.GetRequiredService<Serializer>()),
        };
        var storage = new AzureTableGrainStorage(
            "Default", options, Options.Create(new ClusterOptions { ServiceId = Service, ClusterId = Service }),
            NullLogger<AzureTableGrainStorage>.Instance, Services.Instance.GetRequiredService<IActivatorProvider>());
        _lifecycle = new(NullLogger<SiloLifecycleSubject>.Instance);
        storage.Participate(_lifecycle);
        await _lifecycle.OnStart(TestContext.Current.CancellationToken);
        return storage;
    }

    public override async ValueTask DisposeAsync() => await _lifecycle!.OnStop(CancellationToken.None);

    /// <summary>Rows that earlier versions of this product wrote by a provider of their own, as they lay in the table.</summary>
    [Fact]
    public async Task Rows_of_earlier_versions_are_read_and_written_on()
    {
        var large = new byte[70_000];
        for (var i = 0; i < large.Length; i++)
        {
            large[i] = (byte)(i % 251);
        }

        (string Key, SampleState State, byte[] Data)[] rows =
        [
            ("wenzhou-2024:12", new() { Text = "整改完成率", Number = 86, Bytes = [1, 2, 3, 0, 255] }, Bytes("IOhAH+aVtOaUueWujOaIkOeOh0ELAQIDAP8BsgLg")),
            ("wenzhou-2024:13", new() { Text = "two", Number = 2, Bytes = large }, [.. Bytes("IOhAB3R3b0GEiwg="), .. large, .. Bytes("AQng")]),
            ("wenzhou-2024:14", new(), []),
        ];
        foreach (var (key, state, data) in rows)
        {
            var row = new TableEntity($"{Service}_sample_{key}", State);
            foreach (var (number, chunk) in data.Chunk(64 * 1024).Index())
            {
                row[number == 0 ? "Data" : $"Data{number}"] = chunk;
            }

            var tag = (await Table().AddEntityAsync(row, TestContext.Current.CancellationToken)).Headers.ETag.ToString();
            var read = await ReadAsync(Id(key));
            Assert.Equal((data.Length > 0, state.Text, state.Number, tag), (read.RecordExists, read.State.Text, read.State.Number, read.ETag));
            Assert.Equal(state.Bytes, read.State.Bytes);
            read.State.Number++;
            await Storage.WriteStateAsync(State, Id(key), read);
            Assert.Equal(state.Number + 1, (await ReadAsync(Id(key))).State.Number);
        }
    }

    /// <summary>What makes the state too large is told before anything is sent, though not in the product's words.</summary>
    [Fact]
    public async Task A_state_that_does_not_fit_is_refused_whole()
    {
        var slot = New("");
        slot.State.Bytes = new byte[960 * 1024];
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Storage.WriteStateAsync(State, Id("large"), slot));
        Assert.False((await ReadAsync(Id("large"))).RecordExists);
    }

    private static byte[] Bytes(string base64) => Convert.FromBase64String(base64);

    private TableClient Table() => new(server.ConnectionString, _table);
}
