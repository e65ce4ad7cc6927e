using System.Text.RegularExpressions;

namespace Rectification.Tests.Cli.Documented;

/// <summary>The addresses of the API that documents name, such as <c>POST /plans/{plan}/amendments</c>, are operations of the running product.</summary>
public sealed partial class AddressesTests
{
    /// <summary>The bar of a replay, at no other gateway and no part of the API.</summary>
    private const string OfReplays = "replay";

    [Fact]
    public async Task An_address_that_is_named_is_an_operation()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var ops = home.Ops();
        var paths = (await ops.Get("/openapi/v1.json")).Must(200).Json["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject()
            .Select(operation => (Method: operation.Key.ToUpperInvariant(), Path: Segments(path.Key)))).ToList();
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(document => Address().Matches(File.ReadAllText(document)).Select(address => (Document: Path.GetFileName(document), address.Value,
                Method: address.Groups[1].Value, Path: Segments(address.Groups[2].Value))))
            .ToList();

        Assert.True(named.Count > 100);
        Assert.Empty(named
            .Where(address => address.Path is not [OfReplays]
                && !operations.Any(operation => operation.Method == address.Method && Fits(address.Path, operation.Path)))
            .Select(address => $"{address.Document}: {address.Value}"));
    }

    private static string[] Segments(string path) => path.Replace("/api/v1/", "/", StringComparison.Ordinal).Trim('/').Split('/');

    /// <summary>A parameter may be called otherwise, or stand for a value that an example has.</summary>
    private static bool Fits(string[] named, string[] operation) =>
        named.Length == operation.Length && named.Zip(operation).All(pair => pair.First == pair.Second
            || (Parameter().Match(pair.Second) is { Success: true } parameter && pair.First.EndsWith(parameter.Groups[1].Value, StringComparison.Ordinal)));

    [GeneratedRegex(@"\b(GET|POST|PUT|DELETE|PATCH) +(/[\w\-./{}]+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\{[^}]+\}(.*)$")]
    private static partial Regex Parameter();
}
