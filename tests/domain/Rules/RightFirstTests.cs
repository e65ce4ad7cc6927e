using CsCheck;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Opinions;
using Rectification.Orders;
using Rectification.Papers;
using Rectification.Problems;
using Rectification.Tests.Orders;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Rules;

/// <summary>
/// Walks every command with random people, in every state and with payloads out of shape: who has no right to it hears of the right alone, and
/// who has hears of the shape before the state.
/// </summary>
public sealed class RightFirstTests
{
    private static readonly string[] Units = [Worlds.Lead, Scene.Supporting, "elsewhere"];

    private static readonly Func<Scene, Scene>[] States =
    [
        scene => scene, scene => scene.Claimed(), scene => scene.Requested(), scene => scene.Requested().Approved(Scene.Leader),
        scene => scene.Claimed().Accepted(Scene.LeadReporter, Say.Extend(scene)), scene => scene.Claimed().Accepted(Scene.LeadReporter, Say.Propose(scene)),
        scene => scene.Claimed().BasicallyDone(), scene => scene.SignedOff(),
        scene => scene.Claimed().Accepted(Scene.LeadReporter, Say.Wait(scene)),
        scene => scene.Complete().Accepted(Scene.LeadReporter, Say.RequestStanding).Approved(Scene.Leader).Approved(Scene.Reviewer),
    ];

    /// <summary>Each command as it should be, and out of shape in each of its fields that has one; with the roles of which it takes one.</summary>
    private static readonly Row[] Rows =
    [
        OfMeasure(Roles.Reporter, _ => Say.Claim, Say.Claim with { Unit = "nowhere" }),
        OfMeasure(Roles.Reporter, _ => Say.Report, Say.Report with { Unit = "nowhere" }, Say.Report with { Percent = 101 },
            Say.Report with { Quantity = -1 }, Say.Report with { Note = Say.TooLong }, Say.Report with { Correction = "" },
            Say.Report with { Evidence = [Say.Named] }, Say.Report with { Metrics = new Dictionary<string, decimal> { ["percent"] = 1 } }),
        OfMeasure(Roles.Reporter, _ => Say.Confirm, Say.Confirm with { Unit = "nowhere" }, Say.WithdrawConfirmation with { Unit = Worlds.Lead }),
        OfMeasure(Roles.Reporter, _ => Say.Request, Say.Request with { Person = "" }, Say.Request with { Act = "" }, Say.Request with { Result = "" },
            Say.Request with { Shortfall = Say.TooLong }, Say.Request with { Standing = new() { Basis = "" } }),
        OfMeasure(Roles.Reporter, _ => Say.Withdraw),
        OfMeasure(Roles.Leader | Roles.Reviewer, Say.Approve, new ReviewSignOff { Decision = Decision.Return, Fingerprint = "" }),
        OfMeasure(Roles.Reporter, Say.Extend, new RequestExtension { Until = DateOnly.MaxValue, Reason = "-" },
            new RequestExtension { Until = default, Reason = "" }),
        OfMeasure(Roles.Reviewer, _ => Say.ApproveExtension, Say.ReturnExtension with { Reason = null }),
        OfMeasure(Roles.Reporter, Say.Propose, new ProposeBasicallyDone { ExpectedBy = DateOnly.MaxValue, Reason = "-" },
            new ProposeBasicallyDone { ExpectedBy = default, Reason = "" }),
        OfMeasure(Roles.Reviewer, _ => Say.ApproveProposal, Say.ReturnProposal with { Reason = null }),
        OfMeasure(Roles.Reporter, Say.Wait, Wait with { With = "" }, Wait with { Sent = "" }, Wait with { Until = DateOnly.MaxValue },
            Wait with { Evidence = [Say.Named] }),
        OfMeasure(Roles.Reviewer, _ => Say.ApproveWaiting, Say.ReturnWaiting with { Reason = null }),
        OfMeasure(Roles.Reporter | Roles.Reviewer, _ => Say.EndWaiting, Say.EndWaiting with { Reason = Say.TooLong }),
        OfMeasure(Roles.Reviewer, Say.Reopen, new ReopenMeasure { Until = DateOnly.MaxValue, Reason = "-" },
            new ReopenMeasure { Until = default, Reason = "" }),
        OfMeasure(Roles.Reporter, Say.Register, Institution with { Title = "" }, Institution with { Number = "" }, Institution with { IssuedBy = "" },
            Institution with { Evidence = Say.Named }),
        OfMeasure(Roles.Reviewer, _ => Say.CheckPassed, Say.CheckPassed with { Note = "" }, Say.CheckPassed with { Evidence = [Say.Named] },
            Say.CheckPassed with { Passed = false }),
        OfOrder(Roles.Reviewer, scene => scene.Issue, new IssueOrder { Unit = "nowhere", Measures = [], Demand = "" },
            new IssueOrder { Unit = Worlds.Lead, Measures = [13], Demand = "-" }, new IssueOrder { Unit = Worlds.Lead, Measures = [12], Demand = "" }),
        OfOrder(Roles.Reporter, _ => OrderScene.Answer, new AnswerOrder { Text = "" }, OrderScene.Answer with { Evidence = [Say.Named] }),
        OfOrder(Roles.Reviewer, scene => scene.Return, new ReturnOrder { Reason = "" }, new ReturnOrder { Reason = "-" }),
        OfOrder(Roles.Reviewer, _ => OrderScene.Close, new CloseOrder { Result = "" }, OrderScene.Close with { Reason = "" }),
        Row.Of<DrawLookBack>(Roles.Reviewer | Roles.Auditor,
            [.. new[] { 0, 9_999 }.Select(lookBacks => new Func<DrawLookBack, Actor, Refusal?>(
                (command, actor) => LookBackDecider.Draw(command, actor, lookBacks, _ => false)))],
            _ => new(), [new() { Seed = "" }, new() { Share = 2 }, new() { Minimum = -1 }]),
        Row.Of<FileCheckSheet>(Roles.Reviewer,
            [.. Drawn.Select(state => new Func<FileCheckSheet, Actor, Refusal?>((command, actor) => LookBackDecider.FileSheet(state, command, actor)))],
            _ => Sheet, [Sheet with { Findings = "" }, Sheet with { Until = DateOnly.MaxValue }, Sheet with { Passed = false },
                Sheet with { Checks = [new() { Item = "", Ok = true, Note = "" }] }]),
        Row.Of<SignOffProblem>(Roles.Leader,
            [.. Problems.Select(state => new Func<SignOffProblem, Actor, Refusal?>(
                (command, actor) => ProblemDecider.Decide(Problem, state, command, actor).Refusal))],
            _ => new() { Statement = "完成" }, [new() { Statement = "" }, new() { Statement = Say.TooLong }]),
        OfPaper(new TakeNumber { Kind = PaperKind.Order, Subject = 1 }, new TakeNumber { Kind = PaperKind.Order, Subject = 0 },
            new TakeNumber { Kind = PaperKind.Order, Subject = 2, Prefix = "" }),
        OfPaper(new VoidNumber { Reason = "-" }, new VoidNumber { Reason = "" }),
        OfPaper(new AttachScan { Evidence = Say.Photo }, new AttachScan { Evidence = Say.Named }),
        OfPaper(new SetTemplate { Kind = PaperKind.Order, Sha256 = new('a', 64), Name = "-" }),
        OfPaper(new DropTemplate { Kind = PaperKind.Order }),
        OfNotice(Roles.Reviewer, new DraftNotice(), new DraftNotice { Title = "" }, new DraftNotice { Issuer = Say.TooLong }),
        OfNotice(Roles.Reviewer, new EditNotice(), new EditNotice { Title = "" }, new EditNotice { Phones = ["-"] },
            new EditNotice { Sections = new Dictionary<string, string> { ["nowhere"] = "-" } }),
        OfNotice(Roles.Reviewer | Roles.Leader, new CommentNotice { Text = "-" }, new CommentNotice { Text = "" },
            new CommentNotice { Text = "-", Section = "nowhere" }),
        OfNotice(Roles.Reviewer, new FreezeNotice { Seen = "" }),
        OfNotice(Roles.Reviewer, new WithdrawNotice { Reason = "-" }, new WithdrawNotice { Reason = "" }),
        OfOpinion(new SwitchOpinions { Open = true }),
        OfOpinion(new ScreenOpinion { Decision = Decision.Approve }, new ScreenOpinion { Decision = Decision.Return }),
        OfOpinion(new AnswerOpinion { Text = "-" }, new AnswerOpinion { Text = "" }),
    ];

    private static PaperState[] Registers
    {
        get
        {
            var first = new TakeNumber { Kind = PaperKind.Order, Subject = 1 };
            var taken = PaperState.Empty.Apply(PaperDecider.Decide(PaperState.Empty, 0, first, Scene.Reviewer, Day).Event!, "office", OrderScene.Begin);
            return [PaperState.Empty, taken, taken.Apply(new NumberVoided { No = 1, Reason = "-" }, "office", OrderScene.Begin)];
        }
    }

    private static DateOnly Day => new(2026, 1, 5);

    private static OpinionState?[] Opinions
    {
        get
        {
            var received = OpinionState.Apply(
                null, new OpinionReceived { Opinion = 1, Notice = 1, Content = "-", Receipt = "-" }, "-", OrderScene.Begin);
            return [null, received, received with { Status = OpinionStatus.Screened }, received with { Status = OpinionStatus.Answered }];
        }
    }

    private static NoticeState?[] Notices
    {
        get
        {
            var draft = NoticeState.Apply(
                null, new NoticeDrafted { Notice = 1, Title = "-", Issuer = "-", SignedOff = [] }, "office", OrderScene.Begin, version: 1);
            return [null, draft, draft with { Withdrawn = "-" }];
        }
    }

    private static RequestWaiting Wait => new() { With = "-", Since = default, Sent = "-", Until = default };

    private static readonly Gen<Actor> Anybody = Gen.Select(
        Gen.Int[0, 63], Gen.Bool.Array[Units.Length], Gen.Bool, Gen.Int[0, 1],
        (roles, units, leads, who) => new Actor
        {
            Account = who == 0 ? Scene.LeadReporter.Account : "somebody",
            Roles = (Roles)roles,
            Units = [.. Units.Where((_, i) => units[i])],
            Leaders = leads ? [Worlds.Leader] : [],
        });

    private static RegisterInstitution Institution => Say.Register(new(Scene.Plain, new(), new HashSet<string>()));

    private static FileCheckSheet Sheet => new() { Passed = true, Findings = "属实" };

    private static DrawnState[] Drawn =>
    [
        default, new(OrderScene.Begin, null, default, false), new(OrderScene.Begin, Scene.Plain, MeasureStatus.SignedOff, false),
        new(OrderScene.Begin, Scene.Plain, MeasureStatus.InProgress, false), new(OrderScene.Begin, Scene.Plain, MeasureStatus.SignedOff, true),
    ];

    private static ProblemContext Problem =>
        new(new() { No = 3, Title = "监管不力", Leader = Worlds.Leader, LeadUnit = Worlds.Lead }, [Scene.Supporting]);

    private static ProblemState[] Problems =>
    [
        new(0, null, new Dictionary<int, ProblemMark>()), new(100, null, new Dictionary<int, ProblemMark>()),
        new(0, null, new Dictionary<int, ProblemMark> { [12] = new() { Stamp = default, SignedOff = false, SignOffs = 0 } }),
    ];

    [Fact]
    public void The_walk_knows_every_command_that_people_send() =>
        Assert.Equal(Commands.All().Order(), Rows.Select(row => row.Command.Name).Order());

    [Fact]
    public void Right_goes_before_shape_and_shape_before_state() => Assert.All(Rows, row =>
    {
        var met = new HashSet<bool>();
        Anybody.Sample(
            actor =>
            {
                foreach (var (good, bad) in row.Answers(actor))
                {
                    var denied = good?.Kind == RefusalKind.Forbidden;
                    met.Add(denied);
                    Assert.True(denied || (actor.Roles & row.OneOf) != 0, good?.Code ?? "Accepted, without a role for it.");
                    Assert.All(bad, answer =>
                    {
                        if (denied || good?.Kind == RefusalKind.NotFound)
                        {
                            Assert.Equal(good!.Code, answer?.Code);
                        }
                        else
                        {
                            // A unit of nobody's is nobody's to report for: that is said as a right.
                            Assert.True(answer?.Kind is RefusalKind.Invalid || answer == MeasureRefusals.NotOfUnit, answer?.Code ?? "Accepted.");
                        }
                    });
                }
            },
            iter: 1_000, threads: 1);
        Assert.Equal([false, true], met.Order());
    });

    private static Row OfMeasure<TCommand>(Roles oneOf, Func<Scene, TCommand> good, params TCommand[] bad)
        where TCommand : MeasureCommand
    {
        Scene[] scenes = [.. States.Select(state => state(new(Scene.Plain with { LongTerm = true }, new(), new HashSet<string>())))];
        return Row.Of(oneOf, [.. scenes.Select(scene => new Func<TCommand, Actor, Refusal?>((command, actor) => scene.Ask(actor, command)))],
            i => good(scenes[i]), bad);
    }

    private static Row OfOrder<TCommand>(Roles oneOf, Func<OrderScene, TCommand> good, params TCommand[] bad)
        where TCommand : OrderCommand
    {
        OrderScene Issued() => new OrderScene().Accepted(OrderScene.Office, new OrderScene().Issue);
        OrderScene[] scenes =
        [
            new(), Issued(), Issued().Accepted(OrderScene.Reporter, OrderScene.Answer),
            Issued().Accepted(OrderScene.Reporter, OrderScene.Answer).Accepted(OrderScene.Office, OrderScene.Close),
        ];
        return Row.Of(oneOf, [.. scenes.Select(scene => new Func<TCommand, Actor, Refusal?>((command, actor) => scene.Ask(actor, command)))],
            i => good(scenes[i]), bad);
    }

    private static Row OfPaper<TCommand>(TCommand good, params TCommand[] bad)
        where TCommand : PaperCommand => Row.Of(
            Roles.Reviewer,
            [.. Registers.Select(register => new Func<TCommand, Actor, Refusal?>(
                (command, actor) => PaperDecider.Decide(register, 1, command, actor, Day).Refusal))],
            _ => good, bad);

    private static Row OfNotice<TCommand>(Roles oneOf, TCommand good, params TCommand[] bad)
        where TCommand : NoticeCommand => Row.Of(
            oneOf,
            [.. Notices.Select(notice => new Func<TCommand, Actor, Refusal?>((command, actor) => NoticeDecider.Deny(notice, 0, command, actor)))],
            _ => good, bad);

    private static Row OfOpinion<TCommand>(TCommand good, params TCommand[] bad)
        where TCommand : OpinionCommand => Row.Of(
            Roles.Reviewer,
            [.. Opinions.Select(opinion => new Func<TCommand, Actor, Refusal?>((command, actor) => OpinionDecider.Deny(opinion, command, actor)))],
            _ => good, bad);

    /// <summary>A command, the roles of which it takes one, and what each state answers to it in shape and out of it.</summary>
    private sealed record Row(Type Command, Roles OneOf, Func<Actor, IEnumerable<(Refusal? Good, IEnumerable<Refusal?> Bad)>> Answers)
    {
        public static Row Of<TCommand>(Roles oneOf, Func<TCommand, Actor, Refusal?>[] states, Func<int, TCommand> good, TCommand[] bad) =>
            new(typeof(TCommand), oneOf, actor => states.Select((ask, i) => (ask(good(i), actor), bad.Select(command => ask(command, actor)))));
    }
}
