using Microsoft.OpenApi;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.OpenApi;

/// <summary>How every operation refuses: an <see cref="ErrorAnswer"/>, RFC 9457 problem details with a code and the fields it is about.</summary>
internal static class ApiProblem
{
    public const string Name = "Problem";

    public static OpenApiResponse Answer(OpenApiDocument document) => new()
    {
        Description = "RFC 9457 problem details with code and errors",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Name, document) },
        },
    };

    public static OpenApiSchema Schema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text(),
            ["code"] = Text(),
            ["traceId"] = Text(),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["pointer"] = Text(), ["code"] = Text(), ["message"] = Text() },
                },
            },
        },
        Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId", "errors" },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
