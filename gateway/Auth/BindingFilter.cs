using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Answers with the refusal that binding came to, instead of calling the endpoint. Right goes before shape: who may send no such command at all
/// is told that, and nothing of how it is spelled.
/// </summary>
internal sealed class BindingFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<Refusal>() is not { } refusal ? next(context)
        : new(Answer<string>.Refused([MaySend(context.HttpContext) ? refusal : HttpRefusals.Forbidden]));

    private static bool MaySend(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is not { } needs
        || (context.CallerOrStranger() is { } caller && needs.Admits(caller.Actor));
}
