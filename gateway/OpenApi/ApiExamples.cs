using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Rectification.Gateway.OpenApi;

/// <summary>A body as somebody would send it, for each kind of body; they lie in <c>examples.json</c> by the name of the schema.</summary>
internal static class ApiExamples
{
    private const string Resource = "Rectification.Gateway.OpenApi.examples.json";

    private static readonly Lazy<JsonObject> All = new(static () =>
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream(Resource)!;
        return JsonNode.Parse(stream)!.AsObject();
    });

    public static void AddTo(OpenApiOperation operation)
    {
        foreach (var body in operation.RequestBody?.Content?.Values ?? [])
        {
            if (body.Schema is OpenApiSchemaReference { Reference.Id: { } schema } && All.Value[schema] is { } example)
            {
                body.Example = example.DeepClone();
            }
        }
    }
}
