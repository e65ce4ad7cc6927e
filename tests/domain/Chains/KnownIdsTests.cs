using Rectification.Chains;

namespace Rectification.Tests.Chains;

/// <summary>What a chain remembers of its commands, of which no text is kept.</summary>
public sealed class KnownIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_command_is_known_again_by_account_and_id_and_by_what_it_asked_for()
    {
        var known = new KnownIds(most: 10);
        known.Add(new Entry(1, "ab", "c", "one"));

        var found = known.Find("ab", "c");

        Assert.Equal((1, true, false), (found!.Value.Version, found.Value.IsOf("one"), found.Value.IsOf("two")));
        Assert.Null(known.Find("a", "bc"));
        Assert.Null(known.Find("abc", ""));
        Assert.Null(known.Find("AB", "c"));
    }

    [Fact]
    public void Of_an_entry_older_than_bodies_nothing_is_known_but_that_it_was() =>
        Assert.False(KnownEntry.Of(new Entry(1, "ab", "c", "")).HasBody);

    [Fact]
    public void The_same_id_again_changes_nothing_and_counts_once()
    {
        var known = new KnownIds(most: 10);
        known.Add(new Entry(1, "a", "c", "one"));
        known.Add(new Entry(2, "a", "c", "two"));

        Assert.Equal((1, 1), ((int)known.Find("a", "c")!.Value.Version, known.Live));
    }

    [Fact]
    public void The_oldest_are_forgotten_by_number_and_by_time()
    {
        var known = new KnownIds(most: 2);
        known.Add(new Entry(1, "a", "1", "one"));
        known.Add(new Entry(2, "a", "2", "two") { Recorded = Noon.AddHours(1) });
        known.Add(new Entry(3, "a", "3", "three") { Recorded = Noon.AddHours(2), At = Noon });
        Assert.Equal((true, false, 1), (known.Find("a", "1") is null, known.Find("a", "2") is null, known.Live));

        known.ForgetBefore(Noon.AddHours(2));
        Assert.Equal((true, false, 0), (known.Find("a", "2") is null, known.Find("a", "3") is null, known.Live));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(5_000)]
    public void Texts_of_any_length_have_marks_of_their_own(int length)
    {
        var text = new string('措', length);

        Assert.Equal(TextMark.Of(text, "id"), TextMark.Of(new string('措', length), "id"));
        Assert.NotEqual(TextMark.Of(text, "id"), TextMark.Of(text[1..], "措id"));
        Assert.NotEqual(TextMark.Of(text, "id"), TextMark.Of(text, "Id"));
    }

    private sealed record Entry(long Version, string By, string Id, string Body) : IChainEntry
    {
        public DateTimeOffset At { get; init; } = Noon.AddHours(12);

        public DateTimeOffset Recorded { get; init; } = Noon;
    }
}
