using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Binds a typed handler to requests when its first one comes: the framework compiles code for each handler, and for all of them at once that is a third
/// of a start. What the router and the description have to know before, the types of the handler say.
/// </summary>
internal static class LateBinding
{
    private const string Says = nameof(IEndpointMetadataProvider.PopulateMetadata);

    public static void Bind(EndpointBuilder endpoint, Delegate handler)
    {
        endpoint.Metadata.Add(handler.Method);
        foreach (var part in handler.Method.GetParameters().SelectMany(Parts))
        {
            Ask(part.ParameterType, part, endpoint);
        }

        var answer = handler.Method.ReturnType;
        Ask(answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(Task<>) ? answer.GenericTypeArguments[0] : answer, handler.Method, endpoint);

        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = endpoint.ApplicationServices,
            RouteParameterNames = ((RouteEndpointBuilder)endpoint).RoutePattern.Parameters.Select(static parameter => parameter.Name),
            DisableInferBodyFromParameters = true,
        };
        var bound = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options).RequestDelegate);
        endpoint.RequestDelegate = context => Answer(context, bound.Value);
    }

    private static IEnumerable<ParameterInfo> Parts(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(AsParametersAttribute)) ? parameter.ParameterType.GetConstructors().Single().GetParameters() : [parameter];

    private static void Ask<TMember>(Type type, TMember member, EndpointBuilder endpoint) =>
        type.GetMethod(Says, [typeof(TMember), typeof(EndpointBuilder)])?.Invoke(null, [member, endpoint]);

    /// <summary>
    /// Where binding came to a refusal, the handler was not called. Right goes before shape: who may send no such command at all is told that, and nothing
    /// of how it is spelled.
    /// </summary>
    private static async Task Answer(HttpContext context, RequestDelegate bound)
    {
        await bound(context);
        if (context.Features.Get<Refusal>() is { } refusal)
        {
            await Errors.Refuse(context, MaySend(context) ? refusal : HttpRefusals.Forbidden);
        }
    }

    private static bool MaySend(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is not { } needs
        || (context.CallerOrStranger() is { } caller && needs.Admits(caller.Actor));
}
