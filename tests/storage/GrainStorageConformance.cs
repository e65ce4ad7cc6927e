using Orleans.Storage;
using Rectification.Storage;

namespace Rectification.Tests.Storage;

/// <summary>What Orleans expects of a grain storage, and what this product expects beyond that. A provider's tests inherit it.</summary>
public abstract partial class GrainStorageConformance : IAsyncLifetime
{
    private const string State = "sample-v1";

    private IGrainStorage? _storage;

    protected IGrainStorage Storage => _storage ?? throw new InvalidOperationException("not initialized");

    /// <summary>What this store cannot do by design; where one is named, the test shows that it is so.</summary>
    protected virtual DesignLimits Limits => DesignLimits.None;

    protected abstract Task<IGrainStorage> OpenAsync();

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Reading_nothing_gives_a_fresh_state_without_a_tag()
    {
        var read = new Slot { State = null!, ETag = "left over", RecordExists = true };
        await Storage.ReadStateAsync(State, Id("nobody"), read);

        Assert.False(read.RecordExists);
        Assert.Null(read.ETag);
        Assert.Equal("", Assert.IsType<SampleState>(read.State).Text);
    }

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        var written = await WriteAsync(Id("1"), "text");
        var read = await ReadAsync(Id("1"));

        Assert.True(written.RecordExists);
        Assert.True(read.RecordExists);
        Assert.NotNull(written.ETag);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal("text", read.State.Text);
    }

    [Fact]
    public async Task Every_write_gets_a_tag_never_seen_before_though_the_state_be_the_same()
    {
        var tags = new HashSet<string>();
        var state = await WriteAsync(Id("1"), "same");
        for (var i = 0; i < 20; i++)
        {
            Assert.True(tags.Add(state.ETag!));
            await Storage.WriteStateAsync(State, Id("1"), state);
        }
        await Storage.ClearStateAsync(State, Id("1"), state);
        await Storage.WriteStateAsync(State, Id("1"), state);
        Assert.True(tags.Add(state.ETag!));
    }

    [Fact]
    public async Task A_write_with_a_stale_tag_is_refused_and_changes_nothing()
    {
        await WriteAsync(Id("1"), "first");
        var one = await ReadAsync(Id("1"));
        var two = await ReadAsync(Id("1"));
        one.State.Text = "second";
        await Storage.WriteStateAsync(State, Id("1"), one);
        two.State.Text = "stale";

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, Id("1"), two));
        Assert.Equal("second", (await ReadAsync(Id("1"))).State.Text);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("not a tag at all")]
    [InlineData("00000000000000000000000000000000")]
    public async Task A_write_with_a_tag_never_given_out_is_refused(string tag)
    {
        var state = New("text");
        state.ETag = tag;
        if (Limits.HasFlag(DesignLimits.TagsAreOfOneForm))
            await Assert.ThrowsAnyAsync<Exception>(() => Storage.WriteStateAsync(State, Id("1"), state));
        else
            await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, Id("1"), state));
        Assert.False((await ReadAsync(Id("1"))).RecordExists);
    }

    [Fact]
    public async Task A_second_insert_is_refused()
    {
        await WriteAsync(Id("1"), "first");
        var refusal = await Assert.ThrowsAnyAsync<InconsistentStateException>(() => WriteAsync(Id("1"), "second"));
        // A store need not say which tag it found (Azure Table says "Unknown"); what it says must be true.
        if (refusal.StoredEtag is not (null or "" or "Unknown"))
            Assert.Equal((await ReadAsync(Id("1"))).ETag, refusal.StoredEtag);
        Assert.Equal("first", (await ReadAsync(Id("1"))).State.Text);
    }

    [Fact]
    public async Task A_write_on_a_row_cleared_meanwhile_is_refused()
    {
        var state = await WriteAsync(Id("1"), "first");
        var other = await ReadAsync(Id("1"));
        await Storage.ClearStateAsync(State, Id("1"), other);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, Id("1"), state));
    }

    [Fact]
    public async Task A_write_on_a_row_cleared_and_written_again_meanwhile_is_refused()
    {
        var state = await WriteAsync(Id("1"), "first");
        var other = await ReadAsync(Id("1"));
        await Storage.ClearStateAsync(State, Id("1"), other);
        await Storage.WriteStateAsync(State, Id("1"), other);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.WriteStateAsync(State, Id("1"), state));
    }

    [Fact]
    public async Task A_cleared_state_reads_as_never_written()
    {
        var state = await WriteAsync(Id("1"), "text");
        await Storage.ClearStateAsync(State, Id("1"), state);

        Assert.False(state.RecordExists);
        Assert.Equal("", state.State.Text);
        var read = await ReadAsync(Id("1"));
        Assert.False(read.RecordExists);
        Assert.Equal("", read.State.Text);
    }

    [Fact]
    public async Task After_a_clear_the_grain_writes_on_with_the_tag_it_holds()
    {
        var state = await WriteAsync(Id("1"), "first");
        await Storage.ClearStateAsync(State, Id("1"), state);
        state.State = new SampleState { Text = "again" };
        await Storage.WriteStateAsync(State, Id("1"), state);

        var read = await ReadAsync(Id("1"));
        Assert.True(read.RecordExists);
        Assert.Equal("again", read.State.Text);
        Assert.Equal(state.ETag, read.ETag);
    }

    [Fact]
    public async Task A_clear_with_a_stale_tag_is_refused_and_clears_nothing()
    {
        var state = await WriteAsync(Id("1"), "first");
        var stale = await ReadAsync(Id("1"));
        await Storage.WriteStateAsync(State, Id("1"), state);

        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.ClearStateAsync(State, Id("1"), stale));
        Assert.True((await ReadAsync(Id("1"))).RecordExists);
    }

    [Fact]
    public async Task A_clear_of_a_row_cleared_meanwhile_is_refused()
    {
        var state = await WriteAsync(Id("1"), "first");
        var stale = await ReadAsync(Id("1"));
        await Storage.ClearStateAsync(State, Id("1"), state);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.ClearStateAsync(State, Id("1"), stale));
    }

    [Fact]
    public async Task A_clear_by_who_has_never_seen_the_row_is_refused()
    {
        await WriteAsync(Id("1"), "first");
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Storage.ClearStateAsync(State, Id("1"), New("")));
        Assert.True((await ReadAsync(Id("1"))).RecordExists);
    }

    [Fact]
    public async Task Clearing_nothing_is_fine()
    {
        var state = New("left over");
        await Storage.ClearStateAsync(State, Id("nobody"), state);
        Assert.False(state.RecordExists);
        await Storage.WriteStateAsync(State, Id("nobody"), state);
        Assert.True((await ReadAsync(Id("nobody"))).RecordExists);
    }

    [Fact]
    public async Task Clearing_what_one_has_cleared_is_fine()
    {
        var state = await WriteAsync(Id("1"), "text");
        var written = state.ETag;
        await Storage.ClearStateAsync(State, Id("1"), state);
        Assert.NotEqual(written, state.ETag);
        await Storage.ClearStateAsync(State, Id("1"), state);
        Assert.False(state.RecordExists);
        Assert.NotNull(state.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_048)]
    [InlineData(4_096)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(600_000)]
    [InlineData(900_000)]
    public async Task Binary_states_of_any_size_come_back_byte_by_byte(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var state = New("");
        state.State.Bytes = bytes;
        await Storage.WriteStateAsync(State, Id("1"), state);
        Assert.Equal(bytes, (await ReadAsync(Id("1"))).State.Bytes);

        state.State.Bytes = [.. bytes.Take(length / 3)];
        await Storage.WriteStateAsync(State, Id("1"), state);
        Assert.Equal(length / 3, (await ReadAsync(Id("1"))).State.Bytes.Length);
    }

    [Fact]
    public async Task A_grain_has_several_states_under_several_names()
    {
        var names = new[] { "profile-v1", "profile-v2", "测量" };
        foreach (var name in names)
            await Storage.WriteStateAsync(name, Id("1"), New(name));
        foreach (var name in names)
        {
            var read = New("");
            await Storage.ReadStateAsync(name, Id("1"), read);
            Assert.Equal(name, read.State.Text);
        }
        var first = New("");
        await Storage.ReadStateAsync(names[0], Id("1"), first);
        await Storage.ClearStateAsync(names[0], Id("1"), first);
        var second = New("");
        await Storage.ReadStateAsync(names[1], Id("1"), second);
        Assert.True(second.RecordExists);
    }

    [Fact]
    public async Task A_bulk_read_answers_in_the_order_asked_with_null_for_what_is_missing()
    {
        // A storage without it is read row by row, which needs no further promise.
        if (Storage is not IBulkGrainStorage bulk)
            return;
        for (var i = 0; i < 1_000; i += 2)
            await WriteAsync(Id($"m:{i}"), $"{i}");
        var asked = Enumerable.Range(0, 1_000).Reverse().Append(4).Append(4).ToArray();

        var read = await bulk.ReadManyAsync<SampleState>(State, [.. asked.Select(i => Id($"m:{i}"))], TestContext.Current.CancellationToken);

        Assert.Equal(asked.Select(i => i % 2 == 0 ? $"{i}" : null), read.Select(state => state?.Text));
        Assert.Empty(await bulk.ReadManyAsync<SampleState>(State, [], TestContext.Current.CancellationToken));
        Assert.Null(Assert.Single(await bulk.ReadManyAsync<SampleState>("other-v1", [Id("m:0")], TestContext.Current.CancellationToken)));
    }

    protected static GrainId Id(string key) => GrainId.Create("sample", key);

    protected static Slot New(string text) => new() { State = new SampleState { Text = text } };

    protected async Task<Slot> WriteAsync(GrainId id, string text)
    {
        var state = New(text);
        await Storage.WriteStateAsync(State, id, state);
        return state;
    }

    protected async Task<Slot> ReadAsync(GrainId id)
    {
        var state = New("before the read");
        await Storage.ReadStateAsync(State, id, state);
        return state;
    }
}
