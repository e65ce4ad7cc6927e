using System.Reflection;
using Rectification.Gateway.Measures;
using Rectification.Measures;

namespace Rectification.Tests.Contracts.Measures;

/// <summary>A command whose answer does not come is asked again beside the first.</summary>
public sealed class AskedAgainTests
{
    private static readonly MeasureOutcome Applied = new() { Version = 7 };
    private static readonly MeasureEnvelope Envelope = new()
    {
        Id = "one",
        Actor = new() { Account = "r", Roles = Roles.Reporter },
        Command = new ClaimMeasure { Unit = "u" },
    };

    [Fact]
    public async Task Who_answers_is_asked_once()
    {
        var (measure, asked) = Answering(Task.FromResult(Applied));
        Assert.Equal(7, (await MeasureSubmission.Ask(measure, Envelope)).Version);
        Assert.Single(asked);
    }

    [Fact]
    public async Task A_command_lost_with_its_silo_is_answered_by_the_next_with_the_same_id()
    {
        var (measure, asked) = Answering(new TaskCompletionSource<MeasureOutcome>().Task, Task.FromResult(Applied));
        Assert.Equal(7, (await MeasureSubmission.Ask(measure, Envelope)).Version);
        Assert.Equal([Envelope, Envelope], asked);
    }

    [Fact]
    public async Task One_that_is_lost_twice_is_asked_a_third_time()
    {
        var (measure, asked) = Answering(Lost, Lost, Task.FromResult(Applied));
        Assert.Equal(7, (await MeasureSubmission.Ask(measure, Envelope)).Version);
        Assert.Equal([Envelope, Envelope, Envelope], asked);
    }

    [Fact]
    public async Task When_all_fail_it_is_told_that_they_did()
    {
        var failed = Task.FromException<MeasureOutcome>(new IOException());
        var first = new TaskCompletionSource<MeasureOutcome>();
        var (measure, _) = Answering(first.Task, failed, failed);
        var asked = MeasureSubmission.Ask(measure, Envelope);
        await ((Answers)(object)measure).Twice.Task.WaitAsync(TestContext.Current.CancellationToken);
        first.SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => asked);
    }

    [Fact]
    public async Task One_that_fails_leaves_the_word_to_the_other()
    {
        var (first, second) = (new TaskCompletionSource<MeasureOutcome>(), new TaskCompletionSource<MeasureOutcome>());
        var (measure, _) = Answering(first.Task, second.Task, Lost);
        var asked = MeasureSubmission.Ask(measure, Envelope);
        second.SetException(new TimeoutException());
        await ((Answers)(object)measure).Twice.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(asked.IsCompleted);
        first.SetResult(Applied);
        Assert.Equal(7, (await asked).Version);
    }

    /// <summary>Between the two somebody else's report made it possible: who was told of the refusal would not know that it was applied.</summary>
    [Fact]
    public async Task A_refusal_of_the_first_is_not_told_while_the_second_may_be_applied()
    {
        var (first, second) = (new TaskCompletionSource<MeasureOutcome>(), new TaskCompletionSource<MeasureOutcome>());
        var (measure, _) = Answering(first.Task, second.Task, Lost);
        var asked = MeasureSubmission.Ask(measure, Envelope);
        await ((Answers)(object)measure).Twice.Task.WaitAsync(TestContext.Current.CancellationToken);
        first.SetResult(MeasureRefusals.NotAllComplete);
        second.SetResult(Applied);

        Assert.Equal((null, 7L), ((await asked).Refusal?.Code, (await asked).Version));
    }

    [Fact]
    public async Task A_refusal_of_the_second_stands_for_both()
    {
        var (measure, _) = Answering(new TaskCompletionSource<MeasureOutcome>().Task, Task.FromResult<MeasureOutcome>(MeasureRefusals.NotAllComplete));
        Assert.Equal(MeasureRefusals.NotAllComplete, (await MeasureSubmission.Ask(measure, Envelope)).Refusal);
    }

    private static Task<MeasureOutcome> Lost => new TaskCompletionSource<MeasureOutcome>().Task;

    private static (IMeasureGrain Measure, List<MeasureEnvelope> Asked) Answering(params Task<MeasureOutcome>[] answers)
    {
        var measure = DispatchProxy.Create<IMeasureGrain, Answers>();
        var (there, asked) = ((Answers)(object)measure, new List<MeasureEnvelope>());
        (there.Given, there.Asked) = (new(answers), asked);
        return (measure, asked);
    }

    public class Answers : DispatchProxy
    {
        internal Queue<Task<MeasureOutcome>> Given { get; set; } = [];

        internal List<MeasureEnvelope> Asked { get; set; } = [];

        internal TaskCompletionSource Twice { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IMeasureGrain.Submit), targetMethod!.Name);
            Asked.Add((MeasureEnvelope)args![0]!);
            if (Asked.Count == 2)
            {
                Twice.SetResult();
            }

            return Given.Dequeue();
        }
    }
}
