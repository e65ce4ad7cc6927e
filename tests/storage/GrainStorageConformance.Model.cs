using Orleans.Storage;

namespace Rectification.Tests.Storage;

/// <summary>Two activations of one grain read, write and clear in every order of four steps; a model of one row says what each must see.</summary>
public abstract partial class GrainStorageConformance
{
    private const int Steps = 4;
    private const int SideBySide = 64;

    private enum Step
    {
        Read,
        Write,
        Clear,
    }

    [Fact]
    public async Task Whatever_two_activations_do_in_whatever_order_the_store_is_as_the_model()
    {
        var moves = (from actor in new[] { 0, 1 } from step in Enum.GetValues<Step>() select (actor, step)).ToArray();
        var count = (int)Math.Pow(moves.Length, Steps);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                var story = Enumerable.Range(0, Steps).Select(place => moves[number / (int)Math.Pow(moves.Length, place) % moves.Length]).ToArray();
                await new Story(Storage, Id($"story:{number}")).Play(story);
            }).InTime();
    }

    /// <summary>A row, who knows which version of it, and what they did.</summary>
    private sealed class Story(IGrainStorage storage, GrainId id)
    {
        private readonly Slot[] _slots = [new(), new()];
        private readonly int[] _known = [0, 0];
        private readonly List<string> _told = [];
        private int _version;
        private string? _text;

        public async Task Play((int Actor, Step Step)[] moves)
        {
            foreach (var (actor, step) in moves)
            {
                _told.Add($"{actor} {step}");
                await (step == Step.Read ? Read(actor) : Change(actor, step));
            }
            await Read(0);
        }

        private string Tale => string.Join(", ", _told);

        private async Task Read(int actor)
        {
            var slot = _slots[actor];
            await storage.ReadStateAsync(State, id, slot);
            Assert.True(slot.RecordExists == _text is not null && slot.State.Text == (_text ?? ""), $"{Tale}: read '{slot.State.Text}' instead of '{_text}'");
            _known[actor] = _version;
        }

        private async Task Change(int actor, Step step)
        {
            var slot = _slots[actor];
            var (tag, text) = (slot.ETag, $"{_told.Count}");
            // Whoever knows nothing may insert where there is nothing, whether or not something was there before: stores differ, and both are right.
            bool? must = _known[actor] == _version ? true : _text is null && string.IsNullOrEmpty(tag) ? null : false;
            slot.State = new() { Text = text };
            var refused = await Record.ExceptionAsync(
                () => step == Step.Write ? storage.WriteStateAsync(State, id, slot) : storage.ClearStateAsync(State, id, slot));
            if (refused is not null)
            {
                Assert.True(refused is InconsistentStateException && must != true, $"{Tale}: {refused}");
                await Read(actor);
                return;
            }
            Assert.True(must != false, $"{Tale}: went through");
            Assert.Equal(step == Step.Write, slot.RecordExists);
            if (_text is not null || step == Step.Write || (slot.ETag ?? "") != (tag ?? ""))
                _version++;
            _text = step == Step.Write ? text : null;
            _known[actor] = _version;
        }
    }
}
