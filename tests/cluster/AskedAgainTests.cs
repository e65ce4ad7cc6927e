using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using Rectification.Measures;
using Rectification.OrleansMends;
using Rectification.Storage;
using Rectification.Tests.Cluster.Support;

namespace Rectification.Tests.Cluster;

/// <summary>What a gateway asks again by itself, when, whose word is the last, and what it leaves to whoever asked.</summary>
public sealed class AskedAgainTests
{
    private static readonly MeasureOutcome Applied = new() { Version = 7 };
    private static readonly MeasureOutcome Refused = MeasureRefusals.NotAllComplete;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly LostSilos _silos;
    private readonly List<(TaskCompletionSource<MeasureOutcome> Answer, TimeSpan At)> _asked = [];
    private readonly DateTimeOffset _begin;

    public AskedAgainTests() => (_silos, _begin) = (new(_time), _time.GetUtcNow());

    public static TheoryData<Exception> Lost =>
    [
        new TimeoutException(), new SiloUnavailableException(), new OperationCanceledException(), new StorageUnavailableException(),
        new StorageOutcomeUnknownException(), new InconsistentStateException(),
    ];

    public static TheoryData<string> StoreAway => [CommandRefusals.StoreUnavailable.Code, CommandRefusals.OutcomeUnknown.Code];

    [Fact]
    public async Task Who_answers_is_asked_once()
    {
        var answer = Ask();
        _asked[0].Answer.SetResult(Refused);
        Assert.Equal(Refused, await answer);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task What_nobody_answers_is_asked_again_twice_beside_the_first()
    {
        var answer = Ask();
        await Until(() => _asked.Count == 3);
        Assert.InRange(_asked[1].At.TotalSeconds, 2.5, 3.5);
        Assert.InRange((_asked[2].At - _asked[1].At).TotalSeconds, 1.5, 2.5);
        _asked[2].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Fact]
    public async Task What_may_take_long_is_asked_again_when_a_silo_was_lost_and_not_before()
    {
        var answer = Ask(Long);
        for (var waited = TimeSpan.Zero; waited < Long / 2; waited += TimeSpan.FromSeconds(5))
        {
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Single(_asked);
        var lost = _time.GetUtcNow() - _begin;
        _silos.NotifyGatewayCountChanged(2, 3, connectionRecovered: false);
        await Until(() => _asked.Count == 2);
        Assert.InRange((_asked[1].At - lost).TotalSeconds, 2.5, 3.5);
        _asked[1].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Fact]
    public async Task What_may_take_long_is_asked_again_too_if_it_was_asked_just_after_the_loss()
    {
        _silos.NotifyGatewayCountChanged(2, 3, connectionRecovered: false);
        _time.Advance(TimeSpan.FromSeconds(2));
        var answer = Ask(Long);
        await Until(() => _asked.Count == 2);
        _asked[0].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Fact]
    public async Task A_silo_that_came_is_no_loss()
    {
        var answer = Ask(Long);
        _silos.NotifyGatewayCountChanged(3, 2, connectionRecovered: true);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(_asked);
        _asked[0].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task What_was_lost_is_asked_anew_until_it_is_answered(Exception loss)
    {
        var answer = Ask();
        _asked[0].Answer.SetException(loss);
        await Until(() => _asked.Count == 2);
        _asked[1].Answer.SetException(loss);
        await Until(() => _asked.Count == 3);
        Assert.True(_asked[2].At < TimeSpan.FromSeconds(2.5));
        _asked[2].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Theory]
    [MemberData(nameof(StoreAway))]
    public async Task What_found_no_store_is_asked_anew_until_there_is_one_and_told_so_in_the_end(string code)
    {
        MeasureOutcome away = CommandRefusals.StoreUnavailable with { Code = code };
        var answer = Ask();
        _asked[0].Answer.SetResult(away);
        await Until(() => _asked.Count == 2);
        _asked[1].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);

        _asked.Clear();
        var told = Ask();
        var refused = 0;
        await Until(() =>
        {
            for (; refused < _asked.Count; refused++)
            {
                _asked[refused].Answer.SetResult(away);
            }

            return told.IsCompleted;
        });
        Assert.Equal(away, await told);
    }

    [Fact]
    public async Task What_stays_lost_is_told_in_the_end()
    {
        var answer = Ask();
        var failed = 0;
        await Until(() =>
        {
            for (; failed < _asked.Count; failed++)
            {
                _asked[failed].Answer.SetException(new SiloUnavailableException());
            }

            return answer.IsCompleted;
        });
        await Assert.ThrowsAsync<SiloUnavailableException>(() => answer);
        Assert.InRange(_asked[^1].At.TotalSeconds, 10, 15);
    }

    [Fact]
    public async Task What_failed_for_a_reason_of_its_own_is_not_asked_again()
    {
        var answer = Ask();
        _asked[0].Answer.SetException(new InvalidOperationException("of its own"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task One_that_fails_leaves_the_word_to_the_others()
    {
        var answer = Ask();
        await Until(() => _asked.Count == 3);
        _asked[1].Answer.SetException(new IOException());
        _asked[0].Answer.SetException(new TimeoutException());
        Assert.False(answer.IsCompleted);
        _asked[2].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Fact]
    public async Task When_all_fail_it_is_told_that_they_did()
    {
        var answer = Ask();
        await Until(() => _asked.Count == 3);
        foreach (var (asked, _) in _asked.ToArray())
        {
            asked.SetException(new IOException());
        }

        await Assert.ThrowsAsync<IOException>(() => answer);
    }

    /// <summary>Between the two somebody else's report made it possible: who was told of the refusal would not know that it was applied.</summary>
    [Fact]
    public async Task A_refusal_of_an_earlier_asking_is_not_told_while_a_later_one_may_be_applied()
    {
        var answer = Ask();
        await Until(() => _asked.Count == 2);
        _asked[0].Answer.SetResult(Refused);
        _asked[1].Answer.SetResult(Applied);
        Assert.Equal(Applied, await answer);
    }

    [Fact]
    public async Task A_refusal_of_the_last_stands_for_all()
    {
        var answer = Ask();
        await Until(() => _asked.Count == 3);
        _asked[2].Answer.SetResult(Refused);
        Assert.Equal(Refused, await answer);
    }

    /// <summary>A command whose outcome did not say whether it is a "no" would be told of the first word, whatever a later asking did.</summary>
    [Fact]
    public void Every_outcome_of_a_command_says_whether_it_is_a_refusal() => Assert.All(
        typeof(MeasureOutcome).Assembly.GetTypes().Where(static type => type.Name.EndsWith("Outcome", StringComparison.Ordinal)
            && type.IsClass && type.Namespace!.StartsWith(nameof(Rectification), StringComparison.Ordinal)),
        static type => Assert.True(type.IsAssignableTo(typeof(IOutcome)), type.Name));

    private Task<MeasureOutcome> Ask(TimeSpan? ownTime = null) => new AskedAgain<MeasureOutcome>(Asked, ownTime, _silos, _time).Answer().InTime();

    private Task<MeasureOutcome> Asked()
    {
        var answer = new TaskCompletionSource<MeasureOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Add((answer, _time.GetUtcNow() - _begin));
        return answer.Task;
    }

    /// <summary>Lets time pass until it holds.</summary>
    private Task Until(Func<bool> holds) => Eventually.Becomes(() =>
    {
        if (holds())
        {
            return true;
        }

        _time.Advance(Step);
        return holds();
    });
}
