using Orleans.Storage;

namespace Rectification.Tests.Storage;

/// <summary>Many at once: one of them wins, and nothing is lost.</summary>
public abstract partial class GrainStorageConformance
{
    [Fact]
    public async Task Of_64_writers_with_one_tag_exactly_one_wins_each_round()
    {
        await WriteAsync(Id("contended"), "start");
        for (var round = 0; round < 10; round++)
        {
            var copies = new List<Slot>();
            for (var i = 0; i < 64; i++)
                copies.Add(await ReadAsync(Id("contended")));
            var won = await Task.WhenAll(copies.Select((copy, i) => Task.Run(() => TryWriteAsync(copy, $"{round}-{i}")))).InTime();

            var winner = Array.IndexOf(won, true);
            Assert.Single(won, true);
            Assert.Equal($"{round}-{winner}", (await ReadAsync(Id("contended"))).State.Text);
        }
    }

    [Fact]
    public async Task Of_64_first_writers_exactly_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => TryWriteAsync(New(""), $"{i}")))).InTime();
        Assert.Single(won, true);
    }

    [Fact]
    public async Task Sixty_four_writers_on_many_keys_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(async () =>
        {
            var states = Enumerable.Range(0, 4).Select(_ => New("")).ToArray();
            for (var i = 0; i < 40; i++)
            {
                var state = states[i % states.Length];
                state.State.Number++;
                await Storage.WriteStateAsync(State, Id($"{writer}:{i % states.Length}"), state);
            }
        }))).InTime();

        for (var writer = 0; writer < 64; writer++)
        {
            for (var key = 0; key < 4; key++)
                Assert.Equal(10, (await ReadAsync(Id($"{writer}:{key}"))).State.Number);
        }
    }

    private async Task<bool> TryWriteAsync(Slot state, string text)
    {
        try
        {
            state.State.Text = text;
            await Storage.WriteStateAsync(State, Id("contended"), state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
