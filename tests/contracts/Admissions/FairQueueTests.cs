using Rectification.Gateway.Auth;

namespace Rectification.Tests.Contracts.Admissions;

/// <summary>Who is let in when, and who is turned away, counted in requests and not in time.</summary>
public sealed class FairQueueTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3)]
    [InlineData(32, 10)]
    public void A_quiet_unit_waits_for_one_request_of_each_noisy_one_however_many_those_have(int limit, int noisy)
    {
        var queue = new FairQueue(1_000, 0) { Limit = limit };
        var open = Enumerable.Range(0, 900).Select(i => queue.Come($"account-{i % 30}", $"noisy-{i % noisy}")).ToList();
        Assert.Equal((limit, 900 - limit), (queue.AtWork, queue.Waiting));

        var quiet = queue.Come("quiet", "quiet");
        var ended = 0;
        while (!quiet.Answer.IsCompleted)
        {
            var done = open.First(turn => turn.Answer.IsCompleted);
            open.Remove(done);
            done.Leave();
            ended++;
        }

        Assert.Equal(FairAnswer.LetIn, Answer(quiet));
        Assert.InRange(ended, 1, noisy + 1);
    }

    [Fact]
    public void Where_all_is_in_hand_the_newest_of_whoever_has_most_makes_room_for_whoever_has_less_and_for_nobody_else()
    {
        var queue = new FairQueue(4, 0) { Limit = 1 };
        var noisy = Enumerable.Range(0, 4).Select(_ => queue.Come("n", "noisy")).ToList();
        Assert.Equal(FairAnswer.TooMuchOfAll, Answer(queue.Come("n", "noisy")));

        var first = queue.Come("q", "quiet");
        Assert.Equal((FairAnswer.TooMuchOfAll, false), (Answer(noisy[3]), first.Answer.IsCompleted));
        var second = queue.Come("q", "quiet");
        Assert.Equal((FairAnswer.TooMuchOfAll, false), (Answer(noisy[2]), second.Answer.IsCompleted));
        Assert.Equal((FairAnswer.TooMuchOfAll, FairAnswer.TooMuchOfAll), (Answer(queue.Come("q", "quiet")), Answer(queue.Come("n", "noisy"))));

        noisy[0].Leave();
        Assert.Equal((FairAnswer.LetIn, false), (Answer(noisy[1]), first.Answer.IsCompleted));
        noisy[1].Leave();
        Assert.Equal((FairAnswer.LetIn, false), (Answer(first), second.Answer.IsCompleted));
        first.Leave();
        second.Leave();
        Assert.Equal((0, 0, 4L), (queue.AtWork, queue.Waiting, queue.Ended));
    }

    [Fact]
    public void A_caller_has_so_many_in_hand_and_another_of_the_same_unit_has_its_own()
    {
        var queue = new FairQueue(0, 2);
        var (one, two) = (queue.Come("a", "unit"), queue.Come("a", "unit"));
        Assert.Equal((FairAnswer.LetIn, FairAnswer.LetIn), (Answer(one), Answer(two)));
        Assert.Equal((FairAnswer.TooMuchOfCaller, FairAnswer.LetIn), (Answer(queue.Come("a", "unit")), Answer(queue.Come("b", "unit"))));
        one.Leave();
        Assert.Equal(FairAnswer.LetIn, Answer(queue.Come("a", "unit")));
    }

    [Fact]
    public void A_higher_limit_lets_in_at_once_and_a_lower_one_only_lets_end()
    {
        var queue = new FairQueue(10, 0) { Limit = 1 };
        var turns = Enumerable.Range(0, 4).Select(i => queue.Come(i, i)).ToList();
        queue.Limit = 3;
        Assert.Equal([true, true, true, false], turns.Select(turn => turn.Answer.IsCompleted));
        queue.Limit = 1;
        turns[0].Leave();
        turns[1].Leave();
        Assert.Equal((1, false), (queue.AtWork, turns[3].Answer.IsCompleted));
        turns[2].Leave();
        Assert.True(turns[3].Answer.IsCompleted);
    }

    /// <summary>Whatever comes and goes: never more than the bounds, nobody forgotten, and nothing left at the end.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bounds_hold_and_nobody_is_forgotten(int seed)
    {
        var chance = new Random(seed);
        var queue = new FairQueue(20, 8) { Limit = 5 };
        List<FairTurn> open = [];
        for (var step = 0; step < 20_000; step++)
        {
            var going = open.Where(turn => turn.Answer.IsCompleted).ToList();
            if (going.Count > 0 && chance.Next(2) == 0)
            {
                var turn = going[chance.Next(going.Count)];
                open.Remove(turn);
                turn.Leave();
            }
            else if (chance.Next(50) == 0)
            {
                queue.Limit = chance.Next(1, 21);
            }
            else
            {
                open.Add(queue.Come(chance.Next(6), chance.Next(4)));
            }

            open.RemoveAll(turn => turn.Answer.IsCompleted && Answer(turn) != FairAnswer.LetIn);
            Assert.Equal(open.Count, queue.AtWork + queue.Waiting);
            Assert.Equal(queue.AtWork, open.Count(turn => turn.Answer.IsCompleted));
            Assert.True(open.Count <= 20 && (queue.Waiting == 0 || queue.AtWork >= queue.Limit));
        }

        while (open.Count > 0)
        {
            var turn = open.First(turn => turn.Answer.IsCompleted);
            open.Remove(turn);
            turn.Leave();
        }

        Assert.Equal((0, 0), (queue.AtWork, queue.Waiting));
    }

    [Theory]
    [InlineData(1024, 768, 0, 100, 40, 614)] // The processor is behind: fewer at once than there are.
    [InlineData(500, 500, 500, 80, 6, 400)]
    [InlineData(300, 300, 500, 80, 60, 256)] // Never fewer than keep it busy.
    [InlineData(400, 400, 500, 80, 4, 400)] // As it should be.
    [InlineData(400, 400, 500, 80, 1, 501)] // Threads are free, so they wait for the store or for their senders.
    [InlineData(400, 400, 500, 0, 60, 501)] // Nothing ends at all.
    [InlineData(1000, 1000, 5, 0, 1, 1024)]
    [InlineData(400, 300, 0, 80, 1, 400)] // Nobody waits: nothing to raise it for.
    public void How_many_at_once(int limit, int atWork, int waiting, long ended, int milliseconds, int next) =>
        Assert.Equal(next, Admission.Next(limit, atWork, waiting, ended, TimeSpan.FromMilliseconds(milliseconds), 1_024));

    private static FairAnswer Answer(FairTurn turn)
    {
        Assert.True(turn.Answer.IsCompleted);
        return turn.Answer.Result;
    }
}
