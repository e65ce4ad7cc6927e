using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Rectification.Storage;
using Rectification.Storage.Azure;
using Rectification.Tests.Storage.Support;
using Rectification.Tests.Support;

namespace Rectification.Tests.Storage;

/// <summary>The rows are those of the official provider, so that either can go on with the other's.</summary>
public sealed class AzureTableLayoutTests(AzuriteServer server) : IClassFixture<AzuriteServer>
{
    private const string State = "sample-v1";
    private const int Chunk = 64 * 1024;
    private const int Most = 15 * Chunk;
    private static readonly GrainId Id = GrainId.Create("sample", "plan-1:7");
    private readonly string _table = $"t{Guid.NewGuid():N}";

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Chunk - 1, 1)]
    [InlineData(Chunk, 1)]
    [InlineData(Chunk + 1, 2)]
    [InlineData(14 * Chunk, 14)]
    [InlineData(Most, 15)]
    public async Task A_state_lies_in_properties_of_64_KiB(int bytes, int chunks)
    {
        using var storage = await Open(options => options.GrainStorageSerializer = new Raw());
        var data = Noise(bytes);
        var slot = new Slot { State = new() { Bytes = data } };
        await storage.WriteStateAsync(State, Id, slot).InTime();

        var row = await Row();
        string[] names = [.. Enumerable.Range(0, chunks).Select(i => i == 0 ? "Data" : $"Data{i}")];
        Assert.Equal(names.Order(StringComparer.Ordinal), row.Keys.Where(key => key.Contains("Data", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(names.SkipLast(1), name => Assert.Equal(Chunk, row.GetBinary(name).Length));
        Assert.Equal(data, names.SelectMany(row.GetBinary));
        Assert.Equal(slot.ETag, row.ETag.ToString());
        Assert.Equal(data, (await Read(storage)).State.Bytes);
    }

    [Theory]
    [InlineData(Most + 1, false)]
    [InlineData(Most / 2 + 1, true)]
    public async Task A_state_that_does_not_fit_is_refused_whole(int bytes, bool asText)
    {
        using var storage = await Open(options => (options.GrainStorageSerializer, options.UseStringFormat) = (new Raw(), asText));
        var slot = new Slot { State = new() { Bytes = [.. Enumerable.Repeat((byte)'a', bytes)] } };
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync(State, Id, slot).InTime());
        Assert.False((await Read(storage)).RecordExists);
    }

    [Fact]
    public async Task A_smaller_state_leaves_nothing_of_a_larger_one()
    {
        using var storage = await Open(options => options.GrainStorageSerializer = new Raw());
        var slot = new Slot { State = new() { Bytes = Noise(3 * Chunk) } };
        await storage.WriteStateAsync(State, Id, slot).InTime();
        slot.State.Bytes = Noise(Chunk);
        await storage.WriteStateAsync(State, Id, slot).InTime();
        Assert.Equal(slot.State.Bytes, (await Read(storage)).State.Bytes);
        Assert.False((await Row()).ContainsKey("Data1"));
    }

    [Fact]
    public async Task The_keys_are_the_service_with_the_grain_and_the_name_of_the_state()
    {
        using var storage = await Open();
        await storage.WriteStateAsync(State, Id, new Slot()).InTime();
        var row = await Row();
        Assert.Equal(("tests_sample_plan-1:7", State), (row.PartitionKey, row.RowKey));
    }

    [Fact]
    public async Task The_bytes_are_those_of_the_other_stores()
    {
        using var storage = await Open();
        var slot = new Slot { State = new() { Text = "整改", Number = 7 } };
        await storage.WriteStateAsync(State, Id, slot).InTime();
        var expected = new OrleansGrainStorageSerializer(Services.Instance.GetRequiredService<Serializer>()).Serialize(slot.State).ToArray();
        Assert.Equal(expected, (await Row()).GetBinary("Data"));
    }

    [Fact]
    public async Task Rows_of_the_official_provider_are_read_in_all_its_formats()
    {
        using var storage = await Open(options => options.GrainStorageSerializer = new Raw());
        foreach (var (name, properties) in new (string, (string, object)[])[]
        {
            ("binary", [("Data", "整"u8.ToArray()), ("Data1", "改"u8.ToArray())]),
            ("base64", [("Data", Convert.ToBase64String("整改"u8))]),
            ("text", [("StringData", "整"), ("StringData1", "改")]),
        })
        {
            var row = new TableEntity($"tests_sample_{name}", State);
            foreach (var (key, value) in properties)
                row[key] = value;
            await Table().AddEntityAsync(row, TestContext.Current.CancellationToken);
            var read = await Read(storage, GrainId.Create("sample", name));
            Assert.True(read.RecordExists);
            Assert.Equal("整改", Encoding.UTF8.GetString(read.State.Bytes));
            await storage.WriteStateAsync(State, GrainId.Create("sample", name), read).InTime();
        }
    }

    [Theory]
    [InlineData(32 * 1024 - 1)]
    [InlineData(32 * 1024)]
    [InlineData(0)]
    public async Task Text_is_cut_between_its_characters(int before)
    {
        using var storage = await Open(options => (options.GrainStorageSerializer, options.UseStringFormat) = (new Raw(), true));
        var text = new string('中', before) + "𠮷野家" + "end";
        await storage.WriteStateAsync(State, Id, new Slot { State = new() { Bytes = Encoding.UTF8.GetBytes(text) } }).InTime();
        var row = await Row();
        Assert.DoesNotContain("Data", row.Keys);
        Assert.Equal(text, row.GetString("StringData") + (row.TryGetValue("StringData1", out var rest) ? rest : ""));
        Assert.Equal(text, Encoding.UTF8.GetString((await Read(storage)).State.Bytes));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_never_written_as_text()
    {
        using var storage = await Open(options => (options.GrainStorageSerializer, options.UseStringFormat) = (new Raw(), true));
        var slot = new Slot { State = new() { Bytes = [0xFF, 0xFE] } };
        await Assert.ThrowsAsync<DecoderFallbackException>(() => storage.WriteStateAsync(State, Id, slot).InTime());
        Assert.False((await Read(storage)).RecordExists);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cleared_state_leaves_a_row_without_data_or_none(bool deletes)
    {
        using var storage = await Open(options => options.DeleteStateOnClear = deletes);
        var slot = new Slot { State = new() { Text = "text" } };
        await storage.WriteStateAsync(State, Id, slot).InTime();
        await storage.ClearStateAsync(State, Id, slot).InTime();
        var left = await Table().GetEntityIfExistsAsync<TableEntity>("tests_sample_plan-1:7", State, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(!deletes, left.HasValue);
        Assert.False(left.HasValue && left.Value!.ContainsKey("Data"));
        Assert.Equal(deletes, slot.ETag is null);
    }

    [Fact]
    public async Task A_row_left_by_a_clear_does_not_stand_in_the_way_of_who_deletes()
    {
        using var keeping = await Open();
        var slot = new Slot();
        await keeping.WriteStateAsync(State, Id, slot).InTime();
        await keeping.ClearStateAsync(State, Id, slot).InTime();
        using var deleting = await Open(options => options.DeleteStateOnClear = true);
        var fresh = new Slot();
        await deleting.ClearStateAsync(State, Id, fresh).InTime();
        await deleting.WriteStateAsync(State, Id, fresh).InTime();
        Assert.True((await Read(keeping)).RecordExists);
    }

    [Theory]
    [InlineData("a_type", "key")]
    [InlineData("type", "k/ey")]
    [InlineData("type", "k\u007fey")]
    public async Task A_grain_that_would_share_a_row_is_refused(string type, string key)
    {
        using var storage = await Open();
        await Assert.ThrowsAsync<ArgumentException>(() => storage.WriteStateAsync(State, GrainId.Create(type, key), new Slot()));
    }

    [Fact]
    public async Task Keys_of_1024_characters_are_refused()
    {
        using var storage = await Open();
        var longest = 1_024 - "tests_sample_".Length;
        await Assert.ThrowsAsync<ArgumentException>(() => storage.WriteStateAsync(State, GrainId.Create("sample", new string('a', longest)), new Slot()));
        await Assert.ThrowsAsync<ArgumentException>(() => storage.WriteStateAsync(new string('a', 1_024), Id, new Slot()));
    }

    [Fact]
    public async Task A_signature_for_the_rows_of_the_table_is_enough_when_the_table_is_there()
    {
        using var owner = await Open();
        await owner.WriteStateAsync(State, Id, new Slot { State = new() { Text = "text" } }).InTime();
        var (name, key) = server.Credential;
        var signature = new TableSasBuilder(_table, TableSasPermissions.All, TimeProvider.System.GetUtcNow().AddHours(1)).Sign(new(name, key));
        using var guest = await AzureTableStore.OpenAsync($"{server.TableEndpoint}?{signature}", "tests", Services.Instance, options => options.TableName = _table);
        Assert.Equal("text", (await Read(guest)).State.Text);
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            AzureTableStore.OpenAsync($"{server.TableEndpoint}?{signature}", "tests", Services.Instance, options => options.TableName = "another"));
    }

    private static byte[] Noise(int bytes)
    {
        var data = new byte[bytes];
        new Random(bytes).NextBytes(data);
        return data;
    }

    private Task<AzureTableStorage> Open(Action<AzureTableStorageOptions>? configure = null) =>
        AzureTableStore.OpenAsync(server.ConnectionString, "tests", Services.Instance, options =>
        {
            options.TableName = _table;
            configure?.Invoke(options);
        });

    private TableClient Table() => new(server.ConnectionString, _table);

    private async Task<TableEntity> Row() => await Table().GetEntityAsync<TableEntity>("tests_sample_plan-1:7", State, cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<Slot> Read(AzureTableStorage storage, GrainId? id = null)
    {
        var slot = new Slot();
        await storage.ReadStateAsync(State, id ?? Id, slot).InTime();
        return slot;
    }

    /// <summary>The state's bytes as they are, so that a row can be compared with them.</summary>
    private sealed class Raw : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(((SampleState)(object)input!).Bytes);

        public T Deserialize<T>(BinaryData input) => (T)(object)new SampleState { Bytes = input.ToArray() };
    }
}
