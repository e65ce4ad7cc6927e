using Rectification.Chains;
using Rectification.Counting;
using Rectification.Plans;

namespace Rectification.Seals;

/// <summary>Everything a seal fixes, before it has a number.</summary>
/// <param name="At">The instant of the figures.</param>
/// <param name="Chains">Per source, in the order read, how far its chains are.</param>
/// <param name="Tallies">By scope.</param>
internal sealed record SealContent(
    DateTimeOffset At, IReadOnlyList<(IChainSource Source, IReadOnlyList<NumberedHead> Heads)> Chains, IReadOnlyList<(string Scope, Tally Tally)> Tallies)
{
    /// <summary>Reads a whole plan. The instant is taken last, so that nothing sealed lies after it.</summary>
    /// <param name="sources">Every chain of the plan.</param>
    /// <param name="frame">The plan.</param>
    /// <param name="notBefore">The seal before was then.</param>
    /// <param name="clock">The field's clock.</param>
    public static async Task<SealContent> Read(IEnumerable<IChainSource> sources, PlanFrame frame, DateTimeOffset notBefore, TimeProvider clock)
    {
        var tally = new PlanTally(frame);
        var chains = new List<(IChainSource, IReadOnlyList<NumberedHead>)>();
        foreach (var source in sources.OrderBy(source => source.Turn))
        {
            chains.Add((source, await source.Heads(frame, tally)));
        }

        var at = new[] { clock.GetUtcNow(), notBefore, tally.LastAt }.Max();
        return new(PlanCalendar.Of(frame.TimeZone).Local(at), chains, tally.At(at));
    }
}
