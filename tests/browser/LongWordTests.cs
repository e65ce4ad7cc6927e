namespace Rectification.Tests.Browser;

/// <summary>A word without a blank, however long and whoever's, pushes no page sideways: one reporter's text must not disfigure another's queue.</summary>
public sealed class LongWordTests(Site site)
{
    private static readonly string Word = new('W', 500);

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task No_page_is_wider_than_its_window_for_a_long_word(int width)
    {
        var plan = await Hostile(width);
        string[] ofPlan = ["measures", "problems", "institutions", "orders/new", "orders/1", $"units/{Desk.Unit}", "problems/1",
            .. Enumerable.Range(1, 3).Select(no => $"measures/{no}"),
            "measures/1/report", "measures/1/sign-off", "measures/1/extension", "measures/1/review", "measures/2/review"];
        string[] all = [$"/?plan={plan}", "/tasks", "/review", "/orders", "/inbox", $"/report/bulk?plan={plan}&unit={Desk.Unit}", $"/search?q={Word[..200]}",
            $"/search?q={plan}", .. ofPlan.Select(page => $"/plans/{plan}/{page}")];
        string[] forOps = ["/admin", "/admin/accounts", "/admin/account-trail", "/admin/keys", "/admin/plans", $"/admin/plans/{plan}/rules", "/admin/webhooks",
            "/admin/calendars?year=2030", $"/admin/accounts/long-{width}"];
        var wide = new List<string>();
        foreach (var (who, pages) in new[] { (Desk.Reporter, all), (Desk.Office, all), (Desk.Leader, ["/review", "/inbox", "/tasks"]), ("demo-ops", forOps) })
        {
            await using var visit = await site.OpenAs(who, width);
            foreach (var page in pages)
            {
                await visit.Page.GotoAsync(page);
                if (await visit.IsTooWide())
                {
                    wide.Add($"{who} {page}");
                }
            }
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    /// <summary>A plan in which every text that somebody may write is one word.</summary>
    private async Task<string> Hostile(int width)
    {
        var plan = await Desk.Plan(site, measures: 3, plan =>
        {
            plan["title"] = Word;
            plan["units"]![0]!["name"] = Word;
            plan["leaders"]![0]!["title"] = Word;
            plan["categories"]![0]!["title"] = Word;
            plan["problems"]![0]!["title"] = Word;
            foreach (var measure in plan["measures"]!.AsArray())
            {
                measure!["text"] = Word;
            }
        });
        var text = string.Concat(Enumerable.Repeat(Word, 4));
        using var reporter = site.As(Desk.Reporter);
        using var office = site.As(Desk.Office);
        var file = await Desk.Upload(reporter, System.Text.Encoding.UTF8.GetBytes(text + plan));
        foreach (var no in (int[])[1, 2])
        {
            var report = new JsonObject { ["unit"] = Desk.Unit, ["percent"] = 100, ["note"] = text, ["evidence"] = new JsonArray(file) };
            if (no == 1)
            {
                report["quantity"] = 10;
            }

            (await reporter.Post($"plans/{plan}/measures/{no}/reports", report)).Must(200);
        }

        (await reporter.Post($"plans/{plan}/measures/2/sign-off", new JsonObject { ["person"] = text, ["act"] = text, ["result"] = text })).Must(200);
        (await reporter.Post($"plans/{plan}/measures/1/extensions", new JsonObject { ["until"] = "2036-06-30", ["reason"] = text })).Must(200);
        (await office.Post($"plans/{plan}/orders",
            new JsonObject { ["unit"] = Desk.Unit, ["measures"] = new JsonArray(1, 2), ["demand"] = text, ["dueInWorkingDays"] = 5 })).Must(201);
        (await reporter.Post($"plans/{plan}/orders/1/answer", new JsonObject { ["text"] = text })).Must(200);
        (await site.Ops.Post("accounts", new JsonObject
        {
            ["name"] = $"long-{width}",
            ["displayName"] = Word[..100],
            ["email"] = $"{Word[..60]}@example.org",
            ["roles"] = new JsonArray("auditor"),
        })).Must(201);
        (await site.Ops.Post($"accounts/long-{width}/keys", new JsonObject { ["label"] = new string('k', 64) })).Must(201);
        (await site.Ops.Post("webhooks", new JsonObject { ["url"] = $"http://127.0.0.1:9/{text[..1_500]}", ["plan"] = plan })).Must(201);
        return plan;
    }
}
