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
        IGrainFactory grains, Caller caller, string plan, int no, OrderCommand command, string id, long? version = null)
    {
        var envelope = new OrderEnvelope { Id = id, Actor = caller.Actor, Command = command, No = no, IfVersion = version };
        return await Unnamed(grains, caller, plan, envelope) is { } refused ? refused : await grains.GetGrain<IOrderGrain>(plan).Submit(envelope);
    }

    /// <summary>
    /// An answer names only evidence its sender may name, and it is on record with the order's measures; what is no hash is the order's to refuse.
    /// </summary>
    private static async Task<Refusal?> Unnamed(IGrainFactory grains, Caller caller, string plan, OrderEnvelope envelope)
    {
        var orders = grains.GetGrain<IOrderGrain>(plan);
        if (EvidenceNames.Of(envelope.Command) is not { Count: > 0 } named || await orders.Get(envelope.No) is not { } order)
        {
            return null;
        }

        if (await orders.Deny(envelope) is { } denied)
        {
            return denied;
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
