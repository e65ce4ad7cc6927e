using System.Collections.Concurrent;
using System.Text;
using CsCheck;
using Rectification.Measures;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>The product and the oracle live through the same random stories. A failure prints the seed, the story and the difference.</summary>
public sealed class OracleTests
{
    private const long Stories = 100_000;
    private const int Often = 100;
    private const int Shortest = 5;
    private const int Longest = 40;

    private static readonly Gen<(OracleCase Plan, Move[] Moves)> Story = Gen.Select(Worlds.Any, Move.Any.Array[Shortest, Longest]);

    [Fact]
    public void The_product_and_the_oracle_agree_on_every_story()
    {
        var met = new ConcurrentDictionary<string, int>();
        Story.Sample(
            story => new Trial(story.Plan) { Met = what => met.AddOrUpdate(what, 1, (_, n) => n + 1) }.Play(story.Moves),
            iter: Stories, threads: Environment.ProcessorCount, print: Tell);

        // Agreement means something only where the stories have been: every status, every refusal, and the far ends of a life.
        // What amendments of the plan do is told by stories of their own, over a whole plan.
        // To have waited too often takes more commands than a story has; WaitingRules counts them out.
        IEnumerable<string> wanted =
            [.. Enum.GetNames<MeasureStatus>(), .. RefusalCodes.OfTheRuleBook.Where(code => code != MeasureRefusals.WaitsUsedUp.Code), .. Trial.FarEnds];
        wanted = wanted.Except([nameof(MeasureStatus.Rescinded), MeasureRefusals.IsRescinded.Code]);
        Assert.DoesNotContain(wanted, what => met.GetValueOrDefault(what) < Often);
    }

    private static string Tell((OracleCase Plan, Move[] Moves) story)
    {
        var told = new StringBuilder().AppendLine().AppendLine(story.Plan.ToString());
        told.AppendLine($"chain {string.Join(',', story.Plan.Rules.SignOffChain)}; lights {string.Join(' ', story.Plan.Rules.Lights)}; supporting "
            + $"{story.Plan.Definition.Units.Count}");
        try
        {
            new Trial(story.Plan, told).Play(story.Moves);
        }
        catch (Exception difference)
        {
            told.AppendLine(difference.Message);
        }

        return told.ToString();
    }
}
