using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;
using Scalar.AspNetCore;

namespace Rectification.Gateway.OpenApi;

/// <summary>The API's description, and the page that shows it.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string Scheme = "bearer";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, static options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new() { Title = "整改进展 · Rectification", Version = Document };
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Scheme,
                Description = "接口密钥（管理 → 密钥）或单位统一身份的令牌。 An API key, issued once at /admin/keys or by POST /accounts/{name}/keys, or a token of the "
                    + "issuer that Auth:Jwt names.",
            };
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
            document.Components.Schemas[ApiProblem.Name] = ApiProblem.Schema();
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
        options.AddSchemaTransformer(DescribeConverted);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Allow(Policy.Open);
        app.MapScalarApiReference("/scalar", static options => options.WithTitle("整改进展 API").DisableDefaultFonts().DisableTelemetry()).Allow(Policy.Open);
    }

    /// <summary>What converters read and write, which no generator sees.</summary>
    private static Task DescribeConverted(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        if (context.JsonTypeInfo.Type == typeof(Refusal))
        {
            schema.Type = JsonSchemaType.Object | JsonSchemaType.Null;
            schema.Properties = new Dictionary<string, IOpenApiSchema> { ["code"] = text, ["message"] = text };
            schema.Required = new HashSet<string> { "code", "message" };
        }
        else if (context.JsonTypeInfo.Type == typeof(EvidenceReference))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description = "A file that was uploaded before, by its SHA-256 in 64 hexadecimal digits; anything else is the name of one kept elsewhere.";
        }

        else if (context.JsonTypeInfo.Type.IsEnum)
        {
            // They are words; generators that are not told so take an enum for numbers.
            schema.Type ??= JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds what no parameter of a handler says: the route, the query, the headers, who may use it, and how it refuses.</summary>
    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Parameters ??= [];
        var described = context.Description;
        foreach (var segment in (described.RelativePath ?? "").Split('/'))
        {
            if (segment is ['{', .., '}'] && operation.Parameters.All(known => known.Name != segment[1..^1]))
            {
                operation.Parameters.Add(Parameter(segment[1..^1], ParameterLocation.Path));
            }
        }

        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag(described.RelativePath ?? ""), context.Document) };
        var metadata = described.ActionDescriptor.EndpointMetadata;
        foreach (var (name, type) in metadata.OfType<QueryParameters>().SelectMany(query => query.Names))
        {
            operation.Parameters.Add(Parameter(name, ParameterLocation.Query, SchemaOf(type)));
        }

        foreach (var header in metadata.OfType<HeaderParameter>())
        {
            operation.Parameters.Add(Parameter(header.Name, ParameterLocation.Header));
        }

        var policy = metadata.OfType<AccessPolicyAttribute>().FirstOrDefault()?.Policy;
        operation.Description = $"Policy: {policy}";
        if (policy is not Policy.Open)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }

        operation.Responses ??= [];
        operation.Responses.TryAdd("default", ApiProblem.Answer(context.Document!));
        operation.OperationId = OperationName.Of(described.HttpMethod ?? "GET", described.RelativePath ?? "");
        ApiExamples.AddTo(operation);
        return Task.CompletedTask;
    }

    /// <summary>The resource an address is about: <c>measures</c> for <c>api/v1/plans/{plan}/measures/{no}/claim</c>.</summary>
    private static string Tag(string path)
    {
        var segments = path.Split('/');
        return segments is [_, _, "plans", _, var within, ..] ? within : segments is [_, _, var resource, ..] ? resource : path;
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, OpenApiSchema? schema = null) => new()
    {
        Name = name,
        In = place,
        Required = place == ParameterLocation.Path,
        Schema = schema ?? new() { Type = JsonSchemaType.String },
    };

    private static JsonNode Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static OpenApiSchema SchemaOf(Type type) =>
        type == typeof(bool) ? new() { Type = JsonSchemaType.Boolean }
        : type == typeof(int) || type == typeof(long) ? new() { Type = JsonSchemaType.Integer }
        : type == typeof(DateOnly) ? new() { Type = JsonSchemaType.String, Format = "date" }
        : type == typeof(DateTimeOffset) ? new() { Type = JsonSchemaType.String, Format = "date-time" }
        : type.IsEnum ? new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(type).Select(Word)] }
        : new() { Type = JsonSchemaType.String };
}
