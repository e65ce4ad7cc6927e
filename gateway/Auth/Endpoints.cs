using Microsoft.AspNetCore.Http.Metadata;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>Maps endpoints: each names who may use it and what it is for. What it takes and gives, its handler's types say.</summary>
internal static class Endpoints
{
    public static IEndpointConventionBuilder Get(this IEndpointRouteBuilder api, string pattern, Policy policy, Delegate handler, string summary) =>
        api.Map(HttpMethods.Get, pattern, policy, handler, summary);

    public static IEndpointConventionBuilder Post(this IEndpointRouteBuilder api, string pattern, Policy policy, Delegate handler, string summary) =>
        api.Map(HttpMethods.Post, pattern, policy, handler, summary);

    public static IEndpointConventionBuilder Put(this IEndpointRouteBuilder api, string pattern, Policy policy, Delegate handler, string summary) =>
        api.Map(HttpMethods.Put, pattern, policy, handler, summary);

    public static TBuilder Allow<TBuilder>(this TBuilder endpoint, Policy policy)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessPolicyAttribute(policy));

    public static IEndpointConventionBuilder Takes<T>(this IEndpointConventionBuilder endpoint, params string[] contentTypes) =>
        endpoint.WithMetadata(new AcceptsMetadata(contentTypes is [] ? [BodyReading.Json] : contentTypes, typeof(T), isOptional: false));

    public static IEndpointConventionBuilder Gives<T>(
        this IEndpointConventionBuilder endpoint, int status = StatusCodes.Status200OK, string contentType = BodyReading.Json) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));

    public static IGrainFactory Grains(this HttpContext context) => context.RequestServices.GetRequiredService<IGrainFactory>();

    private static IEndpointConventionBuilder Map(
        this IEndpointRouteBuilder api, string method, string pattern, Policy policy, Delegate handler, string summary)
    {
        var endpoint = api.MapMethods(pattern, [method], static _ => Task.CompletedTask);
        endpoint.Add(builder => LateBinding.Bind(builder, handler));
        return endpoint.Allow(policy).WithMetadata(new EndpointSummaryAttribute(summary));
    }
}
