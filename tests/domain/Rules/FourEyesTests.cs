using CsCheck;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Opinions;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Tests.Orders;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Rules;

/// <summary>
/// Walks every command by which people review something, puts random people before it and holds the answer against a slow oracle: two lists of
/// persons, two lists of units.
/// </summary>
public sealed class FourEyesTests
{
    private const string Elsewhere = "elsewhere";
    private static readonly string[] People = ["asker", "asked-for", "taker", "taken-for", "somebody", "another"];
    private static readonly string[] Units = [Worlds.Lead, Scene.Supporting, Elsewhere];

    /// <summary>The asker is a substitute, and so is who took the first step.</summary>
    private static readonly Actor Asker = Scene.LeadReporter with { Account = "asker", OnBehalfOf = "asked-for" };
    private static readonly Actor Taker = Scene.Reviewer with { Account = "taker", OnBehalfOf = "taken-for" };
    private static readonly PlanRules TwoOffices = new() { SignOffChain = [ReviewStep.Office, ReviewStep.Office] };

    private static readonly string[] OfMeasures =
    [
        "measure.reviewer-is-requester", "measure.reviewer-is-of-lead-unit", "measure.reviewer-is-of-supporting-unit",
        "measure.reviewer-was-of-lead-unit", "measure.reviewer-was-of-supporting-unit", "measure.reviewer-took-a-step",
    ];

    private static readonly string[] OfOrders =
        ["order.reviewer-answered", "order.reviewer-is-of-unit", "", "order.reviewer-was-of-unit", "", ""];

    private static readonly string[] OfProblems = ["", "problem.leader-is-of-lead-unit", "problem.leader-is-of-measure-unit", "", "", ""];

    /// <summary>Each review: its command, what it says, which units it knows, who asked when, who took a step, and the answer to an actor.</summary>
    private static readonly Review[] Reviews =
    [
        OfMeasure<ReviewSignOff>(Requested, scene => Say.Approve(scene), asked: true),
        OfMeasure<ReviewSignOff>(scene => Requested(scene).Accepted(Taker, Say.Approve(scene)), scene => Say.Approve(scene), asked: true) with { Took = Taker },
        OfMeasure<ReviewExtension>(scene => scene.Claimed().Accepted(Asker, Say.Extend(scene)), _ => Say.ApproveExtension, asked: true),
        OfMeasure<ReviewBasicallyDone>(scene => scene.Claimed().Accepted(Asker, Say.Propose(scene)), _ => Say.ApproveProposal, asked: true),
        OfMeasure<ReviewWaiting>(scene => scene.Claimed().Accepted(Asker, Say.Wait(scene)), _ => Say.ApproveWaiting, asked: true),
        OfMeasure<ReopenMeasure>(SignedOff, Say.Reopen, asked: false),
        OfMeasure<RecordStandingCheck>(SignedOff, _ => Say.CheckPassed, asked: false),
        OfOrder<ReturnOrder>(scene => scene.Return),
        OfOrder<CloseOrder>(_ => OrderScene.Close),
        new(typeof(FileCheckSheet), OfMeasures, [Scene.Supporting], LookBack.Drawn, actor => LookBackDecider.FileSheet(LookBack.State, LookBack.Sheet, actor)),
        new(typeof(SignOffProblem), OfProblems, [Scene.Supporting], null,
            actor => ProblemDecider.Decide(Problem.Context, Problem.State, Problem.Command, actor).Refusal),
    ];

    /// <summary>Commands by which nobody reviews what another did. A new command stands here or above, or the walk fails.</summary>
    private static readonly Type[] NoReviews =
    [
        typeof(ClaimMeasure), typeof(ReportProgress), typeof(ConfirmAssignment), typeof(RequestSignOff), typeof(WithdrawSignOff),
        typeof(RequestExtension), typeof(RequestWaiting), typeof(EndWaiting), typeof(ProposeBasicallyDone),
        typeof(RegisterInstitution), typeof(IssueOrder), typeof(AnswerOrder), typeof(DrawLookBack),
        typeof(TakeNumber), typeof(VoidNumber), typeof(AttachScan), typeof(SetTemplate), typeof(DropTemplate),
        typeof(DraftNotice), typeof(EditNotice), typeof(CommentNotice), typeof(FreezeNotice), typeof(WithdrawNotice),
        typeof(SwitchOpinions), typeof(ScreenOpinion), typeof(AnswerOpinion),
    ];

    private static readonly Gen<Person> Anybody = Gen.Select(
        OneOf(People), OneOf([null, .. People]), Some(Units), Some(Units), Some(Units), Gen.Int[-1, 1],
        (account, person, units, own, former, ticks) => new Person(account!, person, units, own, former, ticks));

    [Fact]
    public void The_walk_knows_every_command_that_people_send() =>
        Assert.Equal(Commands.All().Order(), Reviews.Select(review => review.Command).Concat(NoReviews).Select(type => type.Name).Distinct().Order());

    [Fact]
    public void Every_review_says_what_the_oracle_says() => Assert.All(Reviews, review =>
    {
        var met = new HashSet<string>();
        Anybody.Sample(
            person =>
            {
                var expected = Oracle(review, person);
                met.Add(expected ?? "");
                Assert.Equal(expected, review.Ask(person.At(review.AskedAt ?? OrderScene.Begin))?.Code);
            },
            iter: 3_000, threads: 1);

        // Every word that the review has was heard, and so was none.
        Assert.Equal([.. review.Words(), ""], met.ToHashSet());
    });

    /// <summary>In the order of the reference: persons, units now, units when asked, earlier steps.</summary>
    private static string? Oracle(Review review, Person person)
    {
        string?[] persons = [person.Account, person.OnBehalfOf];
        bool IsOneOf(Actor? other) => other is not null && persons.Any(one => one is not null && (one == other.Account || one == other.OnBehalfOf));
        bool IsOf(IEnumerable<string> units) => units.Any(unit => person.Units.Contains(unit) || person.Own.Contains(unit));
        bool WasOf(IEnumerable<string> units) => review.AskedAt is not null && person.Ticks >= 0 && units.Any(person.Former.Contains);
        return IsOneOf(review.Asker) ? review.Codes[0]
            : IsOf([Worlds.Lead]) ? review.Codes[1]
            : IsOf(review.Others) ? review.Codes[2]
            : WasOf([Worlds.Lead]) ? review.Codes[3]
            : WasOf(review.Others) ? review.Codes[4]
            : IsOneOf(review.Took) ? review.Codes[5]
            : null;
    }

    private static Review OfMeasure<TCommand>(Func<Scene, Scene> arrange, Func<Scene, MeasureCommand> command, bool asked)
        where TCommand : MeasureCommand
    {
        var scene = arrange(new(Scene.Plain with { LongTerm = true }, TwoOffices, new HashSet<string>()));
        Refusal? Ask(Actor actor) => scene.Ask(actor, command(scene));
        return new(typeof(TCommand), OfMeasures, [Scene.Supporting], asked ? scene.Now : null, Ask) { Asker = asked ? Asker : null };
    }

    private static Review OfOrder<TCommand>(Func<OrderScene, OrderCommand> command)
        where TCommand : OrderCommand
    {
        var scene = new OrderScene();
        scene.Accepted(OrderScene.Office, scene.Issue).Accepted(Asker, OrderScene.Answer);
        return new(typeof(TCommand), OfOrders, [], scene.Now, actor => scene.Ask(actor, command(scene))) { Asker = Asker };
    }

    private static Scene Requested(Scene scene) => scene.Complete().Accepted(Asker, Say.Request);

    private static Scene SignedOff(Scene scene) =>
        scene.Complete().Accepted(Asker, Say.RequestStanding).Approved(Taker).Approved(Scene.Reviewer);

    private static Gen<string?> OneOf(string?[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static Gen<string[]> Some(string[] of) => Gen.Bool.Array[of.Length].Select(taken => of.Where((_, i) => taken[i]).ToArray());

    /// <summary>What a review is, as the walk needs to know it.</summary>
    private sealed record Review(Type Command, string[] Codes, string[] Others, DateTimeOffset? AskedAt, Func<Actor, Refusal?> Ask)
    {
        public Actor? Asker { get; init; }

        public Actor? Took { get; init; }

        public IEnumerable<string> Words() => Codes.Where((code, i) => i switch
        {
            0 => Asker is not null,
            2 => Others.Length > 0,
            3 => AskedAt is not null,
            4 => AskedAt is not null && Others.Length > 0,
            5 => Took is not null,
            _ => true,
        });
    }

    /// <summary>Somebody with every role; former units are those lost so many ticks after the review was asked for.</summary>
    private sealed record Person(string Account, string? OnBehalfOf, string[] Units, string[] Own, string[] Former, int Ticks)
    {
        public Actor At(DateTimeOffset asked) => new()
        {
            Account = Account,
            OnBehalfOf = OnBehalfOf,
            Roles = Roles.Reporter | Roles.Reviewer | Roles.Leader,
            Leaders = [Worlds.Leader],
            Units = Units,
            OwnUnits = Own,
            FormerUnits = [.. Former.Select(unit => new FormerUnit { Unit = unit, Until = asked.AddTicks(Ticks) })],
        };
    }

    private static class LookBack
    {
        public static readonly DateTimeOffset Drawn = OrderScene.Begin;
        public static readonly FileCheckSheet Sheet = new() { Passed = true, Findings = "属实" };
        public static readonly DrawnState State = new(Drawn, Scene.Plain, MeasureStatus.SignedOff, Filed: false);
    }

    private static class Problem
    {
        public static readonly SignOffProblem Command = new() { Statement = "完成" };
        public static readonly ProblemContext Context = new(new() { No = 3, Title = "监管不力", Leader = Worlds.Leader, LeadUnit = Worlds.Lead },
            [Scene.Supporting]);
        public static readonly ProblemState State = new(0, null, new Dictionary<int, ProblemMark>
        {
            [1] = new() { Stamp = Stamp.None, SignedOff = true, SignOffs = 1 },
        });
    }
}
