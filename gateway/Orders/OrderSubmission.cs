using Rectification.Gateway.Auth;
using Rectification.Gateway.Evidence;
using Rectification.Orders;

namespace Rectification.Gateway.Orders;

/// <summary>Hands a command about a supervision order to the plan's orders, for the API and for the pages alike.</summary>
internal static class OrderSubmission
{
    /// <param name="grains">The cluster.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="plan">A plan that exists.</param>
    /// <param name="no">The order's number; 0 when one is issued.</param>
    /// <param name="command">The command.</param>
    /// <param name="id">The command's id: the same again is applied once.</param>
    /// <param name="version">The version of the order that the asker saw, if that matters.</param>
    public static async Task<OrderOutcome> Submit(
        IGrainFactory grains, Caller caller, string plan, int no, OrderCommand command, string id, long? version = null) =>
        await Unnamed(grains, caller, plan, no, command) is { } missing
            ? missing
            : await grains.GetGrain<IOrderGrain>(plan).Submit(new() { Id = id, Actor = caller.Actor, Command = command, No = no, IfVersion = version });

    /// <summary>An answer names only evidence its sender may name, and it is on record with the
    /// order's measures; what is no hash is the order's to refuse.</summary>
    private static async Task<Refusal?> Unnamed(IGrainFactory grains, Caller caller, string plan, int no, OrderCommand command)
    {
        if (EvidenceNames.Of(command) is not { Count: > 0 } named || await grains.GetGrain<IOrderGrain>(plan).Get(no) is not { } order)
        {
            return null;
        }

        foreach (var measure in order.Measures)
        {
            if (await EvidenceRights.Name(grains, caller, new() { Plan = plan, Measure = measure }, named) is { } unknown)
            {
                return unknown;
            }
        }

        return null;
    }
}
