using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Rectification.Tests.Tidy;

/// <summary>The build that takes the official storage for Azure Table instead of ours: one property, and nothing else changes.</summary>
public sealed class OfficialAzureTests
{
    private const string Ours = "Storage/Azure/";
    private const string Official = "Microsoft.Orleans.Persistence.AzureStorage";

    [Fact]
    public async Task By_default_ours_is_built_and_the_official_package_is_not_there()
    {
        var items = await Items();
        Assert.Contains(items.Compiled, file => file.StartsWith(Ours, StringComparison.Ordinal));
        Assert.DoesNotContain(Official, items.Referenced);
        Assert.DoesNotContain(Official, items.Versions.Keys);
    }

    [Fact]
    public async Task With_the_property_ours_is_left_out_and_the_official_package_of_Orleans_version_is_referenced()
    {
        var (usual, items) = (await Items(), await Items("-p:OfficialAzureStorage=true"));
        Assert.DoesNotContain(items.Compiled, file => file.StartsWith(Ours, StringComparison.Ordinal));
        Assert.Equal(usual.Compiled.Where(file => !file.StartsWith(Ours, StringComparison.Ordinal)).Order(), items.Compiled.Order());
        Assert.Contains(Official, items.Referenced);
        Assert.Equal(items.Versions["Microsoft.Orleans.Server"], items.Versions[Official]);
        Assert.Equal(["Azure.Data.Tables"], usual.Referenced.Except(items.Referenced));
        Assert.Equal([Official], items.Referenced.Except(usual.Referenced));
    }

    /// <summary>What the build would take, asked of it; nothing is built or restored.</summary>
    private static async Task<(string[] Compiled, string[] Referenced, Dictionary<string, string> Versions)> Items(params string[] properties)
    {
        string[] arguments = ["msbuild", "silo/Rectification.Silo.csproj", "-getItem:Compile", "-getItem:PackageReference", "-getItem:PackageVersion",
            "-nodeReuse:false", .. properties];
        using var asked = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        var said = await asked.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await asked.WaitForExitAsync(TestContext.Current.CancellationToken);
        var items = JsonNode.Parse(said)!["Items"]!;
        return (
            [.. Of(items, "Compile").Select(item => item["Identity"]!.GetValue<string>().Replace('\\', '/'))],
            [.. Of(items, "PackageReference").Select(item => item["Identity"]!.GetValue<string>())],
            Of(items, "PackageVersion").ToDictionary(item => item["Identity"]!.GetValue<string>(), item => item["Version"]!.GetValue<string>()));
    }

    private static IEnumerable<JsonNode> Of(JsonNode items, string kind) => items[kind]!.AsArray().Select(item => item!);
}
