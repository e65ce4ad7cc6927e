using System.Text.Json.Serialization;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Operations;

/// <summary>/system: how the product is doing, for whoever runs it.</summary>
internal static class SystemApi
{
    public static void MapSystem(this IEndpointRouteBuilder api) =>
        api.Get("/system", Policy.Ops, Get, "How the system is（运行状况） now, process by process");

    private static async Task<Answer<SystemView>> Get(SystemReader system) => Answer<SystemView>.Of(await system.Read(), isPrivate: true);
}

/// <summary>What crosses HTTP as JSON of the system.</summary>
[JsonSerializable(typeof(SystemView))]
internal sealed partial class OperationsJson : JsonSerializerContext
{
    public static readonly OperationsJson Api = new(ApiJson.Options());
}
