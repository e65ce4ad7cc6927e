namespace Rectification.Tests.Cli;

/// <summary>A ledger goes in from the command line; what is refused ends with 1 and all its reasons.</summary>
public sealed class LedgerTests
{
    private const string Heading = "序号\t问题\t整改措施\t牵头单位\t责任领导\t完成时限\n";

    [Fact]
    public async Task A_ledger_is_previewed_asked_about_and_becomes_a_draft()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var ops = home.Ops();
        (await ops.Post("plans", SmallPlan.Of("like"))).Must(201);
        var file = await Write(folder, "台账.csv", Heading + "1\t台账不全\t建立台账\tu-lead\t责任领导\t2026年6月30日\n2\t台账不全\t补齐台账\tu-lead\t责任领导\t6月前\n");

        var shown = await Cli.Ends(0, "ledger", "preview", file, "--url", home.Url, "--units-of", "like", "--feedback-day", "2026-03-01");
        Assert.Contains("读到 2 行", shown, StringComparison.Ordinal);
        Assert.Contains("F3", shown, StringComparison.Ordinal);
        var json = await Cli.Ends(0, "ledger", "preview", file, "--url", home.Url, "--units-of", "like", "--feedback-day", "2026-03-01", "--json");
        var preview = JsonNode.Parse(json)!["preview"]!.GetValue<string>();
        string[] commit = ["ledger", "commit", preview, "--url", home.Url, "--plan", "from-a-shell", "--title", "台账方案"];

        Assert.Contains("F3", await Cli.Ends(1, commit), StringComparison.Ordinal);
        var answers = await Write(folder, "answers.json", "{\"F3\":\"2026-06-30\"}");
        Assert.Contains("from-a-shell", await Cli.Ends(0, [.. commit, "--answers", answers]), StringComparison.Ordinal);

        Assert.Equal(2, (await ops.Get("plans/from-a-shell/draft")).Must(200).Json["parts"]![0]!["measures"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_no_ledger_ends_with_1_and_what_is_no_file_with_2()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");

        var nothing = await Write(folder, "a.xlsx", "nothing");
        Assert.Contains("workbook.", await Cli.Ends(1, "ledger", "preview", nothing, "--url", home.Url), StringComparison.Ordinal);
        Assert.Contains("ledger.unknown", await Cli.Ends(1, "ledger", "commit", "nothing", "--url", home.Url), StringComparison.Ordinal);
        await Cli.Ends(2, "ledger", "preview", Path.Combine(folder.Path, "not-there.xlsx"), "--url", home.Url);
    }

    private static async Task<string> Write(DataFolder folder, string name, string text)
    {
        var file = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}
