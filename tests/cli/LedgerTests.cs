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
    public async Task A_sheet_of_many_units_says_how_it_was_read_and_is_read_the_other_way()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var ops = home.Ops();
        (await ops.Post("plans", SmallPlan.Of("weekly"))).Must(201);
        var file = await Write(
            folder, "周报.csv", "序号\t整改措施\t责任单位\t完成进度\n1\t第1条措施\tu-support\t40%\n2\t第2条措施\tu-lead\t60%\n");
        string[] preview = ["ledger", "preview", file, "--url", home.Url, "--plan", "weekly"];

        Assert.Contains("按填报读入", await Cli.Ends(0, preview), StringComparison.Ordinal);
        Assert.Contains("按方案读入", await Cli.Ends(0, [.. preview, "--as", "plan"]), StringComparison.Ordinal);
        await Cli.Ends(2, [.. preview, "--as", "nothing"]);
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

    [Fact]
    public async Task Lists_and_sheets_go_out_into_files()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var ops = home.Ops();
        (await ops.Post("plans", SmallPlan.Of("out"))).Must(201);
        string To(string name) => Path.Combine(folder.Path, name);
        string[] export = ["ledger", "export", "out", "--url", home.Url, "--out"];

        Assert.Contains("已导出", await Cli.Ends(0, [.. export, To("a.xlsx")]), StringComparison.Ordinal);
        await Cli.Ends(0, [.. export, To("b.xlsx"), "--list", "problems", "--filter", "signedOff=false"]);
        await Cli.Ends(0, [.. export, To("c.xlsx"), "--list", "institutions", "--day", "2026-01-02"]);
        await Cli.Ends(0, [.. export, To("d.xlsx"), "--list", "evidence", "--filter", $"unit={SmallPlan.Lead}"]);
        await Cli.Ends(0, [.. export, To("e.xlsx"), "--list", "orders"]);
        await Cli.Ends(0, [.. export, To("f.xlsx"), "--sheet", SmallPlan.Lead]);
        await Cli.Ends(0, [.. export, To("g.zip"), "--sheets"]);

        Assert.All(Directory.GetFiles(folder.Path, "?.*"), file => Assert.Equal("PK"u8.ToArray(), File.ReadAllBytes(file)[..2]));
        Assert.Contains("--out", await Cli.Ends(1, [.. export, To("a.xlsx")]), StringComparison.Ordinal);
        Assert.Contains("query.malformed", await Cli.Ends(1, [.. export, To("h.xlsx"), "--filter", "status=nonsense"]), StringComparison.Ordinal);
        Assert.Contains("plan.unknown", await Cli.Ends(1, "ledger", "export", "nothing", "--url", home.Url, "--out", To("h.xlsx")), StringComparison.Ordinal);
        await Cli.Ends(2, [.. export, To("h.xlsx"), "--sheet", SmallPlan.Lead, "--sheets"]);
        await Cli.Ends(2, [.. export, To("h.xlsx"), "--list", "everything"]);
        await Cli.Ends(3, "ledger", "export", "out", "--url", "http://127.0.0.1:9", "--out", To("h.xlsx"));
        Assert.Empty(Directory.GetFiles(folder.Path, "h.*"));
    }

    [Fact]
    public async Task Every_list_that_pages_offer_goes_out_by_one_command()
    {
        using var folder = new DataFolder();
        await using var home = await Home.Embedded(folder, "--Seed", "none");
        using var ops = home.Ops();
        (await ops.Post("plans", SmallPlan.Of("out"))).Must(201);
        string To(string name) => Path.Combine(folder.Path, name);

        foreach (var list in new[] { "ledger", "problems", "institutions", "evidence", "look-backs", "amendments", "orders" })
        {
            await Cli.Ends(0, "export", list, "out", "--url", home.Url, "--out", To($"{list}.xlsx"));
        }

        foreach (var list in new[] { "orders", "reviews", "accounts" })
        {
            await Cli.Ends(0, "export", list, "--url", home.Url, "--out", To($"all-{list}.xlsx"), "--filter", "q=a");
        }

        await Cli.Ends(0, "ledger", "export", "out", "--url", home.Url, "--out", To("same.xlsx"), "--list", "look-backs");
        var files = Directory.GetFiles(folder.Path, "*.xlsx");
        Assert.Equal(11, files.Length);
        Assert.All(files, file => Assert.Equal("PK"u8.ToArray(), File.ReadAllBytes(file)[..2]));

        await Cli.Ends(2, "export", "problems", "--url", home.Url, "--out", To("x.xlsx"));
        await Cli.Ends(2, "export", "accounts", "out", "--url", home.Url, "--out", To("x.xlsx"));
        await Cli.Ends(2, "export", "everything", "--url", home.Url, "--out", To("x.xlsx"));
        await Cli.Ends(2, "export", "orders", "--url", home.Url, "--out", To("x.xlsx"), "--filter", "plan");
        Assert.Contains("plan.unknown", await Cli.Ends(1, "export", "amendments", "nothing", "--url", home.Url, "--out", To("x.xlsx")),
            StringComparison.Ordinal);
        Assert.False(File.Exists(To("x.xlsx")));
    }

    private static async Task<string> Write(DataFolder folder, string name, string text)
    {
        var file = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }
}
