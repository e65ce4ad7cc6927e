using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rectification.Storage;
using Rectification.Storage.Sqlite;

namespace Rectification.Tests.Storage;

/// <summary>What Orleans expects of a reminder table.</summary>
public abstract class ReminderTableConformance : IAsyncLifetime
{
    private static readonly DateTime Start = new(2024, 6, 3, 8, 0, 0, DateTimeKind.Utc);

    private IReminderTable? _table;

    protected IReminderTable Table => _table ?? throw new InvalidOperationException("not initialized");

    protected abstract IReminderTable Create();

    public async ValueTask InitializeAsync()
    {
        _table = Create();
        await _table.StartAsync(TestContext.Current.CancellationToken);
    }

    public virtual async ValueTask DisposeAsync() => await Table.StopAsync(CancellationToken.None);

    [Fact]
    public async Task What_is_not_there_reads_as_nothing()
    {
        Assert.Null(await Table.ReadRow(Id("nobody"), "monday"));
        Assert.Empty((await Table.ReadRows(Id("nobody"))).Reminders);
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    [Fact]
    public async Task A_reminder_is_read_back_as_it_was_written()
    {
        var etag = await Table.UpsertRow(Entry("温州\u003A鹿城", "每周一"));
        var read = await Table.ReadRow(Id("温州\u003A鹿城"), "每周一");

        Assert.NotNull(read);
        Assert.Equal(etag, read.ETag);
        Assert.Equal(Id("温州\u003A鹿城"), read.GrainId);
        Assert.Equal("每周一", read.ReminderName);
        Assert.Equal(Start, read.StartAt);
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.Equal(TimeSpan.FromDays(7), read.Period);
    }

    [Fact]
    public async Task A_second_upsert_replaces_the_first_and_its_tag()
    {
        var first = await Table.UpsertRow(Entry("a", "monday"));
        var entry = Entry("a", "monday");
        entry.Period = TimeSpan.FromHours(1);
        var second = await Table.UpsertRow(entry);

        Assert.NotEqual(first, second);
        var read = Assert.Single((await Table.ReadRows(Id("a"))).Reminders);
        Assert.Equal(second, read.ETag);
        Assert.Equal(TimeSpan.FromHours(1), read.Period);
    }

    [Fact]
    public async Task A_grains_reminders_are_its_own()
    {
        await Table.UpsertRow(Entry("a", "monday"));
        await Table.UpsertRow(Entry("a", "deadline"));
        await Table.UpsertRow(Entry("b", "monday"));
        Assert.Equal(["deadline", "monday"], (await Table.ReadRows(Id("a"))).Reminders.Select(entry => entry.ReminderName).Order());
        Assert.Null(await Table.ReadRow(Id("b"), "deadline"));
    }

    [Fact]
    public async Task A_reminder_goes_only_under_its_present_tag()
    {
        var stale = await Table.UpsertRow(Entry("a", "monday"));
        var present = await Table.UpsertRow(Entry("a", "monday"));

        Assert.False(await Table.RemoveRow(Id("a"), "monday", stale!));
        Assert.False(await Table.RemoveRow(Id("a"), "tuesday", present!));
        Assert.NotNull(await Table.ReadRow(Id("a"), "monday"));
        Assert.True(await Table.RemoveRow(Id("a"), "monday", present!));
        Assert.False(await Table.RemoveRow(Id("a"), "monday", present!));
        Assert.Null(await Table.ReadRow(Id("a"), "monday"));
    }

    [Fact]
    public async Task A_range_is_open_at_its_begin_closed_at_its_end_and_runs_over_zero_where_begin_is_not_below_end()
    {
        var ids = Enumerable.Range(0, 50).Select(i => Id($"{i}")).ToArray();
        foreach (var id in ids)
            await Table.UpsertRow(new ReminderEntry { GrainId = id, ReminderName = "monday", StartAt = Start, Period = TimeSpan.FromDays(7) });
        var hashes = ids.Select(id => id.GetUniformHashCode()).Order().ToArray();
        (uint Begin, uint End)[] ranges =
        [
            (hashes[10], hashes[20]), (hashes[20], hashes[10]), (hashes[10], hashes[10]), (0, uint.MaxValue), (uint.MaxValue, 0),
            (0, 0), (hashes[49], hashes[0]), (hashes[0] - 1, hashes[0]), (int.MaxValue, (uint)int.MaxValue + 1), (uint.MaxValue / 2, uint.MaxValue),
        ];
        foreach (var (begin, end) in ranges)
        {
            var expected = hashes.Where(hash => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end);
            Assert.Equal(expected, (await Table.ReadRows(begin, end)).Reminders.Select(entry => entry.GrainId.GetUniformHashCode()).Order());
        }
    }

    [Fact]
    public async Task Many_upserts_at_once_leave_one_row_each()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Table.UpsertRow(Entry($"{i % 50}", "monday"))))).InTime();
        Assert.Equal(50, (await Table.ReadRows(0, 0)).Reminders.Count);
    }

    [Fact]
    public async Task The_whole_table_can_be_cleared()
    {
        await Table.UpsertRow(Entry("a", "monday"));
        await Table.TestOnlyClearTable();
        Assert.Empty((await Table.ReadRows(0, 0)).Reminders);
    }

    protected static GrainId Id(string key) => GrainId.Create("unit", key);

    protected static ReminderEntry Entry(string key, string name) =>
        new() { GrainId = Id(key), ReminderName = name, StartAt = Start, Period = TimeSpan.FromDays(7) };
}

public sealed class SqliteReminderTableTests : ReminderTableConformance
{
    private readonly Folder _folder = new();

    protected override IReminderTable Create()
    {
        var services = new ServiceCollection();
        services.AddOptions<SqliteStorageOptions>(SqliteReminderTable.OptionsName).Configure(options => options.Path = _folder.File());
        return new SqliteReminderTable(services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<SqliteStorageOptions>>(), Services.Instance);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Reminders_and_states_share_the_file()
    {
        await using var storage = await SqliteStore.OpenAsync(_folder.File(), Services.Instance);
        var slot = new Slot();
        await Task.WhenAll(storage.WriteStateAsync("sample-v1", Id("a"), slot), Table.UpsertRow(Entry("a", "monday"))).InTime();
        Assert.True(slot.RecordExists);
        Assert.NotNull(await Table.ReadRow(Id("a"), "monday"));
    }

    [Fact]
    public async Task A_stopped_table_refuses_at_once()
    {
        await Table.StopAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Table.UpsertRow(Entry("a", "monday")));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Table.ReadRows(0, 0));
    }
}
