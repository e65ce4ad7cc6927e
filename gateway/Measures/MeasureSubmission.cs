using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Measures;

namespace Rectification.Gateway.Measures;

/// <summary>Hands a command to its measure, for the API and for the pages alike.</summary>
internal static class MeasureSubmission
{
    /// <summary>Longer than a healthy cluster takes for a command, and not much longer than it takes to find out that a silo is dead.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(2.5);

    /// <param name="grains">The cluster.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="plan">The measure's plan.</param>
    /// <param name="no">The measure's number.</param>
    /// <param name="command">The command.</param>
    /// <param name="id">The command's id: the same again is applied once.</param>
    /// <param name="version">The version of the measure that the asker saw, if that matters.</param>
    public static async Task<MeasureOutcome> Submit(
        IGrainFactory grains, Caller caller, string plan, int no, MeasureCommand command, string id, long? version = null)
    {
        var envelope = new MeasureEnvelope { Id = id, Actor = caller.Actor, Command = command, IfVersion = version };
        var measure = grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString());

        // The usual command names no evidence and pays nothing for those that do.
        if (EvidenceNames.Of(command) is { Count: > 0 } named
            && (await measure.Deny(envelope) ?? await EvidenceRights.Name(grains, caller, new() { Plan = plan, Measure = no }, named)) is { } refused)
        {
            return refused;
        }

        return await Ask(measure, envelope);
    }

    /// <summary>
    /// A command that is under way when its silo dies is answered by nobody until its time is up, eight seconds. Asked once more beside it, it finds the
    /// measure at another silo, or waits for the first one's answer; having the same id, it is applied once.
    /// </summary>
    internal static async Task<MeasureOutcome> Ask(IMeasureGrain measure, MeasureEnvelope envelope)
    {
        var first = measure.Submit(envelope);
        try
        {
            return await first.WaitAsync(Doubt);
        }
        catch (TimeoutException) when (!first.IsCompleted)
        {
            var second = measure.Submit(envelope);
            var sooner = await Task.WhenAny(first, second);
            if (!sooner.IsCompletedSuccessfully)
            {
                return await (sooner == first ? second : first);
            }

            // That the first one is refused is not the last word: the second stands behind it, and what others do in between may let it through.
            var outcome = await sooner;
            return sooner == first && outcome.Refusal is not null ? await second : outcome;
        }
    }
}
