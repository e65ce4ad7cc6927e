using Microsoft.AspNetCore.Http.Metadata;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>Maps endpoints: each names who may use it and what it is for. What it takes and gives, its handler's types say.</summary>
internal static class Endpoints
{
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder api, string pattern, Policy policy, Delegate handler, string summary) =>
        api.MapGet(pattern, handler).Describe(policy, summary);

    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder api, string pattern, Policy policy, Delegate handler, string summary) =>
        api.MapPost(pattern, handler).Describe(policy, summary);

    public static RouteHandlerBuilder Put(this IEndpointRouteBuilder api, string pattern, Policy policy, Delegate handler, string summary) =>
        api.MapPut(pattern, handler).Describe(policy, summary);

    public static TBuilder Allow<TBuilder>(this TBuilder endpoint, Policy policy)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessPolicyAttribute(policy));

    public static IEndpointConventionBuilder Takes<T>(this IEndpointConventionBuilder endpoint, params string[] contentTypes) =>
        endpoint.WithMetadata(new AcceptsMetadata(contentTypes is [] ? [BodyReading.Json] : contentTypes, typeof(T), isOptional: false));

    public static IEndpointConventionBuilder Gives<T>(
        this IEndpointConventionBuilder endpoint, int status = StatusCodes.Status200OK, string contentType = BodyReading.Json) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));

    public static IGrainFactory Grains(this HttpContext context) => context.RequestServices.GetRequiredService<IGrainFactory>();

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, Policy policy, string summary) =>
        endpoint.Allow(policy).WithMetadata(new EndpointSummaryAttribute(summary));
}
