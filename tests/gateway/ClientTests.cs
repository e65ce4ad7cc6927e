using System.Net.Http.Headers;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace Rectification.Tests.Gateway;

/// <summary>The API's description is good enough for a public generator (NSwag): what it makes of it compiles, and reports.</summary>
public sealed class ClientTests(FrontDoor door)
{
    private const string Space = "Rectification.Generated";

    [Fact]
    public async Task A_client_generated_from_the_description_compiles_and_reports()
    {
        var plan = await door.Plan();
        var description = (await door.Stranger.Get("/openapi/v1.json")).Must(200).Text;
        var types = Compile(await Source(description));
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{door.Port}/") };
        var key = await door.Ops.Account($"client-{plan}", ["reporter"], [SmallPlan.Lead]);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        dynamic client = Activator.CreateInstance(types[$"{Space}.Client"], http)!;
        dynamic report = Activator.CreateInstance(types[$"{Space}.ReportProgress"])!;
        (report.Unit, report.Percent, report.Note) = (SmallPlan.Lead, 40, "按生成的客户端填报");

        var cancellation = TestContext.Current.CancellationToken;
        dynamic answer = await client.PostPlanMeasureReportsAsync(plan, "1", "generated", null, report, cancellation);
        Assert.Equal("inProgress", (string)answer.Measure.Status.ToString(), ignoreCase: true);
        dynamic measure = await client.GetPlanMeasureAsync(plan, "1", cancellation);
        Assert.Equal(1, (int)measure.No);

        report.Percent = 400;
        var refused = await Record.ExceptionAsync(async () => await client.PostPlanMeasureReportsAsync(plan, "1", "refused", null, report, cancellation));
        Assert.Equal(422, (int)((dynamic)refused!).StatusCode);
        dynamic problem = refused.GetType().GetProperty("Result")!.GetValue(refused)!;
        Assert.Equal("/percent", (string)Enumerable.First(problem.Errors).Pointer);
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_every_body_an_example_that_is_understood()
    {
        var description = (await door.Stranger.Get("/openapi/v1.json")).Must(200).Json;
        var operations = description["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => (Path: path.Key, Method: method.Key, Operation: method.Value!))).ToList();
        Assert.Distinct(operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()));

        foreach (var (path, method, operation) in operations)
        {
            if (operation["requestBody"]?["content"]?["application/json"] is not { } body || HasExamplesOfItsOwn(description, body))
            {
                continue;
            }

            Assert.True(body["example"] is not null, $"{method} {path} has no example");
            if (method == "post" && path.Contains("{plan}", StringComparison.Ordinal))
            {
                // Nothing is changed where there is no such plan; what it says of the body then was said before that.
                var address = path.Replace("/api/v1/", "", StringComparison.Ordinal).Replace("{plan}", "there-is-none", StringComparison.Ordinal)
                    .Replace("{no}", "1", StringComparison.Ordinal).Replace("{measure}", "1", StringComparison.Ordinal)
                    .Replace("{id}", "a", StringComparison.Ordinal);
                var answer = await door.Ops.Post(address, body["example"]!.DeepClone());
                Assert.False(answer.Code?.StartsWith("body.", StringComparison.Ordinal), $"{path}: {answer.Text}");
            }
        }
    }

    /// <summary>A whole plan has the seeds; of a body without members there is nothing to show.</summary>
    private static bool HasExamplesOfItsOwn(JsonNode description, JsonNode body)
    {
        var schema = body["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1];
        return schema == "PlanDocument" || description["components"]!["schemas"]![schema]!["properties"] is null;
    }

    private static async Task<string> Source(string description)
    {
        var settings = new CSharpClientGeneratorSettings { ClassName = "Client", InjectHttpClient = true, UseBaseUrl = false };
        settings.CSharpGeneratorSettings.Namespace = Space;

        // Its clients over System.Text.Json write null for every member left out, also where the description knows no null.
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.NewtonsoftJson;
        return new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(description, TestContext.Current.CancellationToken), settings).GenerateFile();
    }

    private static Dictionary<string, Type> Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(Space, [CSharpSyntaxTree.ParseText(source)], references, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(said => said.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image).GetTypes().ToDictionary(type => type.FullName!, type => type);
    }
}
