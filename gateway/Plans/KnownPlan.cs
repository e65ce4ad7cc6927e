using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Plans;

namespace Rectification.Gateway.Plans;

/// <summary>The plan a route names; it is there.</summary>
internal sealed record KnownPlan(PlanFrame Frame)
{
    public string Id => Frame.Plan;

    public static async ValueTask<KnownPlan?> BindAsync(HttpContext context) =>
        context.IsRefused() ? null
        : await context.KnownFrame() is { } frame ? new(frame)
        : await Binding.Refused<KnownPlan>(context, PlanRefusals.Unknown);
}

/// <summary>The plan a route names, if its city may be seen by whoever asks.</summary>
internal sealed record CityPlan(PlanFrame Frame)
{
    public string Id => Frame.Plan;

    public static async ValueTask<CityPlan?> BindAsync(HttpContext context) =>
        context.IsRefused() ? null
        : await context.KnownFrame() is { } frame && (frame.Public || !context.IsOfThePublic()) ? new(frame)
        : await Binding.Refused<CityPlan>(context, context.PlanRefusal());
}
