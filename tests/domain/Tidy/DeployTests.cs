using System.Text.RegularExpressions;

namespace Rectification.Tests.Tidy;

/// <summary>What is given to operators speaks of settings that there are.</summary>
public sealed partial class DeployTests
{
    private static readonly string[] Folders = ["systemd", "compose", "kubernetes"];

    [Fact]
    public void Every_setting_in_deploy_is_a_row_of_the_settings()
    {
        var rows = Rows();
        var used = Used();
        Assert.Contains("Silo:GatewayPort", used);
        Assert.Empty(used.Except(rows));
    }

    [Fact]
    public void Silos_and_gateways_everywhere_are_told_the_same_profile_and_where_the_database_is()
    {
        foreach (var folder in Folders)
        {
            var text = string.Join('\n', Files(folder).Select(File.ReadAllText));
            Assert.Matches("Profile[=:] ?postgres", text);
            Assert.Contains("ConnectionStrings__Rectification", text, StringComparison.Ordinal);
        }
    }

    /// <summary>The example can be looked at with one command (compose); an office's own store begins empty, and a plan in it is there for ever.</summary>
    [Theory]
    [InlineData("systemd/one.env")]
    [InlineData("systemd/rectification.env")]
    [InlineData("kubernetes/config.yaml")]
    public void An_offices_own_store_is_not_filled_with_the_example(string file) =>
        Assert.Matches("Seed[=:] ?none", File.ReadAllText(Path.Combine(Repository.Root, "deploy", file)));

    private static string[] Used() =>
    [
        .. Folders.SelectMany(Files).SelectMany(file => Variable().Matches(File.ReadAllText(file)))
            .Select(name => name.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct(),
    ];

    /// <summary>The names in the first column of the table.</summary>
    private static string[] Rows() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "settings.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1])).Select(name => name.Groups[1].Value),
    ];

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy", folder));

    [GeneratedRegex("\\b[A-Za-z]+(__[A-Za-z]+)+\\b")]
    private static partial Regex Variable();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
