namespace Rectification.Gateway.Auth;

/// <summary>Maps endpoints: each names who may use it and what it is for.</summary>
internal static class Endpoints
{
    public static IEndpointConventionBuilder Get(this IEndpointRouteBuilder api, string pattern, Policy policy, RequestDelegate handler, string summary) =>
        api.MapGet(pattern, handler).Describe(policy, handler, summary);

    public static IEndpointConventionBuilder Post(this IEndpointRouteBuilder api, string pattern, Policy policy, RequestDelegate handler, string summary) =>
        api.MapPost(pattern, handler).Describe(policy, handler, summary);

    public static IEndpointConventionBuilder Put(this IEndpointRouteBuilder api, string pattern, Policy policy, RequestDelegate handler, string summary) =>
        api.MapPut(pattern, handler).Describe(policy, handler, summary);

    public static IEndpointConventionBuilder Allow(this IEndpointConventionBuilder endpoint, Policy policy) => endpoint.WithMetadata(new AccessPolicyAttribute(policy));

    public static IEndpointConventionBuilder Takes<T>(this IEndpointConventionBuilder endpoint, params string[] contentTypes) =>
        endpoint.WithMetadata(new Microsoft.AspNetCore.Http.Metadata.AcceptsMetadata(
            contentTypes is [] ? ["application/json"] : contentTypes, typeof(T), isOptional: false));

    public static IEndpointConventionBuilder Gives<T>(
        this IEndpointConventionBuilder endpoint, int status = StatusCodes.Status200OK, string contentType = "application/json") =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));

    /// <summary>Names the query parameters, for the API's description.</summary>
    public static IEndpointConventionBuilder Asks(this IEndpointConventionBuilder endpoint, params string[] names) =>
        endpoint.WithMetadata(new QueryNames(names));

    public static IGrainFactory Grains(this HttpContext context) => context.RequestServices.GetRequiredService<IGrainFactory>();

    private static IEndpointConventionBuilder Describe(this IEndpointConventionBuilder endpoint, Policy policy, RequestDelegate handler, string summary) =>
        endpoint.WithMetadata(new AccessPolicyAttribute(policy), handler.Method, new EndpointSummaryAttribute(summary));
}

/// <summary>Query parameters an endpoint understands.</summary>
internal sealed record QueryNames(IReadOnlyList<string> Names);
