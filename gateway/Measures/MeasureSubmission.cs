using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Measures;

namespace Rectification.Gateway.Measures;

/// <summary>Hands a command to its measure, for the API and for the pages alike.</summary>
internal static class MeasureSubmission
{
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
        var envelope = new MeasureEnvelope { Id = id, Actor = caller.Actor, Command = command, IfVersion = version, Attempt = Guid.NewGuid() };
        var measure = grains.GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString());

        // The usual command names no evidence and pays nothing for those that do.
        if (EvidenceNames.Of(command) is { Count: > 0 } named
            && (await measure.Deny(envelope) ?? await EvidenceRights.Name(grains, caller, new() { Plan = plan, Measure = no }, named)) is { } refused)
        {
            return refused;
        }

        return await measure.Submit(envelope);
    }
}
