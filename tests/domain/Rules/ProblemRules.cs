using System.Reflection;
using Rectification.Problems;
using Rectification.Tests.Simulation;
using static Rectification.Problems.ProblemRefusals;

namespace Rectification.Tests.Rules;

/// <summary>The rules of a problem's sign-off, each refused and accepted by the one thing it is about.</summary>
public sealed class ProblemRules
{
    /// <summary>Given by the grain, never by a rule.</summary>
    private static readonly Refusal[] NotOfTheRules = [Unknown, StaleVersion, Recovering, NotCountedYet];

    private static readonly ProblemContext Context = new(
        new() { No = 3, Title = "监管不力", Leader = Worlds.Leader, LeadUnit = Worlds.Lead }, [Worlds.Lead, Scene.Supporting]);

    private static readonly SignOffProblem Command = new() { Statement = Say.Longest };

    private static readonly ProblemSignOff Earlier = new()
    {
        By = "leader",
        At = default,
        Statement = "完成",
        SignOffs = new Dictionary<int, int> { [12] = 1, [13] = 2 },
    };

    public static TheoryData<Refusal, SignOffProblem, Actor, ProblemState> Examples => new()
    {
        { StatementMissing, new() { Statement = " " }, Scene.Leader, Done() },
        { StatementMissing, new() { Statement = Say.TooLong }, Scene.Leader, Done() },
        { NotLeader, Command, Scene.Leader with { Roles = Roles.Reviewer }, Done() },
        { NotLeader, Command, Cast.LeaderFor("leader-b"), Done() },
        { LeaderIsOfLeadUnit, Command, Scene.Leader with { Units = [Worlds.Lead] }, Done() },
        { LeaderIsOfMeasureUnit, Command, Scene.Leader with { OwnUnits = ["elsewhere", Scene.Supporting] }, Done() },
        { AlreadySignedOff, Command, Scene.Leader, Done() with { SignOff = Earlier } },
        { MeasuresOpen, Command, Scene.Leader, Done() with { Marks = Marks(open: true) } },
        { TooManySignOffs, Command, Scene.Leader, Done() with { SignOffs = 100 } },
    };

    [Theory, MemberData(nameof(Examples))]
    public void Each_rule_refuses(Refusal refusal, SignOffProblem command, Actor actor, ProblemState state) =>
        Assert.Equal(refusal.Code, ProblemDecider.Decide(Context, state, command, actor).Refusal?.Code);

    [Fact]
    public void A_leader_of_no_unit_concerned_signs_what_every_measure_was_at()
    {
        var verdict = ProblemDecider.Decide(Context, Done(), Command, Scene.Leader with { Units = ["elsewhere"] });
        Assert.Null(verdict.Refusal);
        Assert.Equal(Earlier.SignOffs, verdict.Seen);
    }

    [Fact]
    public void A_sign_off_that_saw_another_one_of_a_measure_holds_no_more() =>
        Assert.Null(ProblemDecider.Decide(Context, Done() with { SignOff = Earlier with { SignOffs = new Dictionary<int, int> { [12] = 1, [13] = 1 } } },
            Command, Scene.Leader).Refusal);

    [Fact]
    public void Every_refusal_has_an_example_and_stands_in_the_rule_book()
    {
        var rules = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "rules.md"));
        var all = typeof(ProblemRefusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Refusal)field.GetValue(null)!).ToList();
        Assert.All(all, refusal => Assert.Contains($"`{refusal.Code}`", rules, StringComparison.Ordinal));
        Assert.All(all, refusal => Assert.True(refusal.Zh.EndsWith('。') && refusal.En.EndsWith('.'), refusal.Code));
        Assert.Empty(all.Except(NotOfTheRules).Select(refusal => refusal.Code).Except(Examples.Select(example => example.Data.Item1.Code)));
    }

    private static ProblemState Done() => new(1, null, Marks(open: false));

    private static Dictionary<int, ProblemMark> Marks(bool open) => new()
    {
        [12] = new() { Stamp = Stamp.None, SignedOff = true, SignOffs = 1 },
        [13] = new() { Stamp = Stamp.None, SignedOff = !open, SignOffs = 2 },
    };
}
