using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway.Monitoring;

/// <summary>Alert rules and the dashboard of <c>deploy/monitoring</c> speak of what a living product really says.</summary>
public sealed partial class RuleTests(FrontDoor door)
{
    /// <summary>A plan is looked through for the first time when its reminder has come twice.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("check", "rules", "rectification.rules.yaml")]
    [InlineData("check", "config", "prometheus.yaml")]
    public async Task Promtool_accepts_what_is_given_to_operators(string what, string kind, string file) =>
        Assert.Equal((0, ""), await Promtool(PrometheusProcess.Folder, what, kind, file));

    [Fact]
    public async Task Every_alert_fires_on_what_it_is_about_and_on_nothing_else()
    {
        var folder = Path.Combine(Repository.Root, "tests", "gateway", "Monitoring");
        Assert.Equal((0, ""), await Promtool(folder, "test", "rules", "rectification.rules.test.yaml"));
        var tested = await File.ReadAllTextAsync(Path.Combine(folder, "rectification.rules.test.yaml"), TestContext.Current.CancellationToken);
        Assert.All(Alert().Matches(await Rules()), alert => Assert.Contains($"alertname: {alert.Groups[1].Value}\n", tested, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_alert_is_in_the_runbook()
    {
        var runbook = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "runbook.md"), TestContext.Current.CancellationToken);
        Assert.All(Alert().Matches(await Rules()), alert => Assert.Contains($"\n## {alert.Groups[1].Value}\n", runbook, StringComparison.Ordinal));
    }

    /// <summary>What a name or a label is not called, an expression finds nothing of, and nobody hears.</summary>
    [Fact]
    public async Task Every_expression_is_about_series_and_labels_that_a_living_product_has()
    {
        var plan = await door.Plan();
        using var reporter = await door.Reporter();
        (await reporter.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10))).Must(200);
        await using var prometheus = await PrometheusProcess.Start(door.Port, GatewayProcess.OpsKey);
        var rules = (await prometheus.Ask("rules"))["groups"]![0]!["rules"]!.AsArray();
        Assert.InRange(rules.Count, 12, 40);
        var expressions = rules.Select(rule => rule!["query"]!.GetValue<string>()).Concat(await Dashboard()).ToList();
        foreach (var name in expressions.SelectMany(expression => Metric().Matches(expression)).Select(match => match.Value).Distinct())
        {
            await Until.True(async () => await prometheus.Value($"count({name})") > 0, Patience, $"a series called {name}");
        }

        foreach (var expression in expressions)
        {
            await prometheus.Query(expression);
            var known = new HashSet<string>();
            var named = Label().Matches(expression).Select(match => match.Groups[1].Value)
                .Concat(By().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries)));
            await Until.True(
                async () =>
                {
                    foreach (var name in Metric().Matches(expression).Select(match => match.Value).Distinct())
                    {
                        known.UnionWith((await prometheus.Ask($"labels?match[]={name}")).AsArray().Select(label => label!.GetValue<string>()));
                    }

                    return named.All(known.Contains);
                },
                Patience,
                () => $"{expression} names {string.Join(", ", named)}; there are {string.Join(", ", known)}");
        }

        await Until.True(
            async () => (await prometheus.Ask("rules"))["groups"]![0]!["rules"]!.AsArray().All(rule => rule!["health"]!.GetValue<string>() == "ok"),
            Patience, "every rule was evaluated");
    }

    private static Task<string> Rules() =>
        File.ReadAllTextAsync(Path.Combine(PrometheusProcess.Folder, "rectification.rules.yaml"), TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> Dashboard()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(PrometheusProcess.Folder, "rectification.dashboard.json"), TestContext.Current.CancellationToken);
        return JsonNode.Parse(file)!["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray())
            .Select(target => target!["expr"]!.GetValue<string>());
    }

    /// <summary>The exit code, and what went wrong.</summary>
    private static async Task<(int Exit, string Trouble)> Promtool(string folder, params string[] arguments)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, trouble) = await promtool.ReadToEnd();
        return (promtool.ExitCode, promtool.ExitCode == 0 ? "" : said + trouble);
    }

    [GeneratedRegex(@"- alert: (\w+)\n")]
    private static partial Regex Alert();

    [GeneratedRegex(@"\bup\b|\b(rectification|http_server)_[a-z_]+\b")]
    private static partial Regex Metric();

    [GeneratedRegex(@"[{,]\s*([a-z_]+)=")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bby \(([a-z_, ]*)\)")]
    private static partial Regex By();
}
