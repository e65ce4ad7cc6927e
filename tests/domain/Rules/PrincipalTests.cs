using System.Text.RegularExpressions;
using CsCheck;
using Rectification.Accounts;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;
using Rectification.Tests.Tidy;

namespace Rectification.Tests.Rules;

/// <summary>主要领导：one rule, the same for who signs, who could sign, who is asked and who hears of it.</summary>
public sealed partial class PrincipalTests
{
    private static readonly string[] Ids = ["leader-a", "leader-b", "leader-c"];

    private static readonly Gen<(string? Named, string[] Leaders)> Any =
        from named in Gen.Int[0, Ids.Length]
        from leaders in Gen.Bool.Array[Ids.Length]
        select (named == 0 ? null : Ids[named - 1], Ids.Where((_, i) => leaders[i]).ToArray());

    [Fact]
    public void Whoever_is_the_principal_is_so_everywhere()
    {
        var requested = new Scene(Scene.Plain, Alone(null), new HashSet<string>()).Requested();
        Any.Sample(plan =>
        {
            var (named, leaders) = plan;
            var expected = named ?? leaders.FirstOrDefault();
            var context = MeasureContext.Of(Frame(Alone(named), leaders), Scene.Plain);
            Assert.Equal(expected, context.Principal);
            foreach (var id in Ids)
            {
                var refused = MeasureDecider.Decide(context, requested.State, Say.Approve(requested), Cast.LeaderFor(id), requested.Now,
                    historical: false).Refusal;
                Assert.Equal(id == expected ? null : "measure.not-the-principal", refused?.Code);
                Assert.Equal(id == expected, EligibleReviewers.Missing(Document(Alone(named), leaders), [Account(id)]).Count == 0);
            }
        });
    }

    [Fact]
    public void Nobody_else_works_out_who_the_principal_is() => Assert.Empty(
        Sources.CSharp.Where(file => Product().IsMatch(file.Path)).Select(file => file.Code).Matches(OwnRule()));

    private static PlanRules Alone(string? principal) => new() { Principal = principal, SignOffChain = [ReviewStep.Principal] };

    private static IReadOnlyList<Leader> Leaders(string[] ids) => [.. ids.Select(id => new Leader { Id = id, Title = id })];

    private static AccountView Account(string leader) => new()
    {
        Name = "somebody",
        Roles = ["leader"],
        RoleSet = Roles.Leader,
        Units = [],
        Leaders = [leader],
        Keys = [],
    };

    private static PlanFrame Frame(PlanRules rules, string[] leaders) => new()
    {
        Plan = "plan",
        Title = "方案",
        RosterVersion = 1,
        TimeZone = "Asia/Shanghai",
        FeedbackDate = Scene.Plain.Start,
        Public = false,
        Rules = rules,
        Regions = [],
        Units = [],
        Leaders = Leaders(leaders),
        Categories = [],
        ProblemCount = 1,
        MeasureCount = 1,
        HistoryGeneration = 0,
    };

    private static PlanDocument Document(PlanRules rules, string[] leaders) => new()
    {
        Id = "plan",
        Title = "方案",
        FeedbackDate = Scene.Plain.Start,
        Rules = rules,
        Units = [],
        Leaders = Leaders(leaders),
        Problems = [],
        Measures = [Scene.Plain],
    };

    [GeneratedRegex("^(grains|gateway|silo|seeds)")]
    private static partial Regex Product();

    /// <summary>The rule's own default, or the first leader taken for it; the validator only asks whether who is named is there.</summary>
    [GeneratedRegex(@"\bRules\.Principal\b|\brules\.Principal \?\?|\bLeaders(\[0\]| is \[var )")]
    private static partial Regex OwnRule();
}
