using System.Reflection;
using Rectification.Accounts;
using Rectification.Evidence;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Measures;
using Rectification.Measures;

namespace Rectification.Tests.Contracts.Measures;

/// <summary>Whatever a command passes on its way to its measure may be lost with a silo: none of it makes the command wait until its time is up.</summary>
public sealed class LostOnTheWayTests
{
    /// <summary>Shorter than any call's own time; three of the doubts after which something is asked again.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(7.5);

    private static readonly Actor Reporter = new() { Account = "r", Roles = Roles.Reporter };

    [Theory]
    [InlineData(nameof(IMeasureGrain.Deny))]
    [InlineData(nameof(IEvidenceGrain.Name))]
    [InlineData(nameof(IMeasureGrain.Submit))]
    public async Task A_report_that_names_a_file_is_answered_soon_whichever_of_its_calls_is_lost(string lost)
    {
        var grains = Grains.That(lost);
        var command = new ReportProgress { Unit = "u", Percent = 40, Evidence = [new() { Sha256 = new('a', 64) }] };
        var outcome = await MeasureSubmission.Submit((IGrainFactory)(object)grains, new Caller(Reporter), "p", 1, command, "one")
            .WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Equal((null, 7L), (outcome.Refusal?.Code, outcome.Version));
        Assert.Equal(2, grains.Asked.Count(asked => asked == lost));
        Assert.Equal(4, grains.Asked.Count);
    }

    [Fact]
    public async Task Who_asks_is_known_soon_although_the_call_to_his_account_was_lost()
    {
        var grains = Grains.That(nameof(IAccountGrain.Authenticate));
        using var identities = new Identities((IGrainFactory)(object)grains, TimeProvider.System);
        var shown = new Proof(KeyHash.Of("key"), ProofKind.Key, "r", For: null, Secret: "hash");
        var who = await identities.Ask(shown).WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Equal("r", who.Caller!.Actor.Account);
        Assert.Equal(2, grains.Asked.Count);
    }

    /// <summary>Every grain of a cluster; the first call of one name is never answered.</summary>
    public class Grains : DispatchProxy
    {
        private static readonly MethodInfo Make =
            typeof(DispatchProxy).GetMethod(nameof(Create), 2, BindingFlags.Public | BindingFlags.Static, [])!;

        private string _lost = "";

        internal List<string> Asked { get; private set; } = [];

        internal static Grains That(string lose)
        {
            var grains = (Grains)(object)Create<IGrainFactory, Grains>();
            grains._lost = lose;
            return grains;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.IsGenericMethod)
            {
                var grain = (Grains)Make.MakeGenericMethod(targetMethod.ReturnType, typeof(Grains)).Invoke(null, null)!;
                (grain._lost, grain.Asked) = (_lost, Asked);
                return grain;
            }

            Asked.Add(targetMethod.Name);
            var isLost = targetMethod.Name == _lost && Asked.Count(asked => asked == _lost) == 1;
            return targetMethod.Name switch
            {
                nameof(IMeasureGrain.Deny) => Answer<Refusal?>(isLost, null),
                nameof(IMeasureGrain.Submit) => Answer(isLost, new MeasureOutcome { Version = 7 }),
                nameof(IEvidenceGrain.Name) => Answer(isLost, true),
                nameof(IAccountGrain.Authenticate) => Answer<Actor?>(isLost, Reporter),
                var other => throw new InvalidOperationException(other),
            };
        }

        private static Task<T> Answer<T>(bool isLost, T answer) => isLost ? new TaskCompletionSource<T>().Task : Task.FromResult(answer);
    }
}
