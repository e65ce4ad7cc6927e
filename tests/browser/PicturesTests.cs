namespace Rectification.Tests.Browser;

/// <summary>The pictures of the documents, taken anew when RECTIFICATION_REWRITE_REFERENCE is 1; otherwise what they show is opened.</summary>
public sealed class PicturesTests(Site site)
{
    private const int Desk = 1440;
    private const int Phone = 360;

    /// <summary>The window that the animated picture is taken of, in pixels: the curve and the map are in it.</summary>
    private const int Wide = 1240;
    private const int High = 1240;

    /// <summary>Days of the campaign between two pictures of it.</summary>
    private const int DaysAPicture = 7;

    private static readonly DateOnly FirstDay = new(2024, 4, 12);
    private static readonly DateOnly Midway = new(2024, 7, 8);
    private static readonly DateOnly LastDay = new(2024, 10, 14);

    [Theory]
    [InlineData("overview", "demo-leader-01", "/?plan=wenzhou-xcb-2024&day=2024-07-08", Desk)]
    [InlineData("overview-phone", "demo-leader-01", "/?plan=wenzhou-xcb-2024&day=2024-07-08", Phone)]
    [InlineData("measure", "demo-office", "/plans/wenzhou-xcb-2024/measures/12", Desk)]
    [InlineData("unit-phone", "demo-office", "/plans/wenzhou-xcb-2024/units/330302", Phone)]
    [InlineData("admin", "demo-ops", "/admin", Desk)]
    [InlineData("calendar", "demo-ops", "/admin/calendars?year=2026", Desk)]
    public async Task A_picture_of_the_documents_can_be_taken(string name, string person, string page, int width)
    {
        await using var visit = await site.OpenAs(person, width);
        var answer = await visit.Page.GotoAsync(page);
        Assert.Equal(200, answer!.Status);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await Pictures.Take(visit, name, whole: width == Desk);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_desks_of_a_reporter_and_of_a_reviewer_can_be_taken_in_the_middle_of_the_campaign()
    {
        await using var campaign = await Campaign.Start();
        await campaign.MoveTo(Midway);
        var (unit, leader, measure) = await UnderWay(campaign);

        await using var reporter = await campaign.Open(site, $"demo-{unit}", Desk);
        await reporter.Page.GotoAsync("/tasks");
        await Pictures.Take(reporter, "tasks", whole: true);

        await using var phone = await campaign.Open(site, $"demo-{unit}", Phone);
        await phone.Page.GotoAsync(Address(measure, "report"));
        await phone.Page.Locator("#report-percent").FillAsync("100");
        await phone.Page.Locator("#report-note").FillAsync("已全部完成，详见附件。");
        await phone.Page.Locator("input[type=file][multiple]").SetInputFilesAsync(Files());
        await Assertions.Expect(phone.Page.Locator("[data-files] input[name=evidence]")).ToHaveCountAsync(2);
        await Pictures.Take(phone, "report-phone", whole: true);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = Support.Desk.SendReport }).ClickAsync();
        await Assertions.Expect(phone.Page.Locator(".done")).ToBeVisibleAsync();

        using var unitsOwn = campaign.As($"demo-{unit}");
        var request = new JsonObject { ["person"] = "处长负总责，一名副处长具体抓", ["act"] = "逐项对照方案整改，建立台账，按月检查", ["result"] = "全部整改到位，抽查未发现反弹" };
        (await unitsOwn.Post($"plans/{Site.Wenzhou}/measures/{measure}/sign-off", request)).Must(200);
        await using var reviewer = await campaign.Open(site, $"demo-{leader}", Desk);
        await reviewer.Page.GotoAsync(Address(measure, "review"));
        await Assertions.Expect(reviewer.Page.Locator("main")).ToContainTextAsync("全部整改到位");
        await Pictures.Take(reviewer, "review", whole: true);
        Assert.All([reporter, phone, reviewer], visit => Assert.Empty(visit.Complaints));
    }

    [Fact]
    public async Task The_replay_can_be_shown_from_the_feedback_day_to_the_last_sign_off()
    {
        var file = Pictures.Of("replay.gif");
        if (Pictures.AreTaken)
        {
            using var folder = new DataFolder();
            await Pictures.Animate(await Frames(folder.Path), file, TimeSpan.FromMilliseconds(350), TimeSpan.FromSeconds(3));
        }

        Pictures.IsThere(file);
        Assert.InRange(new FileInfo(file).Length, 1, Pictures.MaxAnimationBytes);
    }

    /// <summary>The overview every few days of the campaign, as a leader sees it.</summary>
    private async Task<List<string>> Frames(string folder)
    {
        await using var campaign = await Campaign.Start();
        await using var leader = await campaign.Open(site, "demo-leader-01", Wide);
        var page = leader.Page;
        await page.SetViewportSizeAsync(Wide, High);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var frames = new List<string>();
        for (var day = FirstDay; frames.Count == 0 || day < LastDay.AddDays(DaysAPicture); day = day.AddDays(DaysAPicture))
        {
            // A page that follows the campaign would load itself anew in between.
            await page.GotoAsync("about:blank");
            await campaign.MoveTo(day < LastDay ? day : LastDay);
            await page.GotoAsync($"/?plan={Site.Wenzhou}");
            await Assertions.Expect(page.Locator("figure[data-chart] svg")).ToHaveCountAsync(2);
            frames.Add(Path.Combine(folder, $"{frames.Count:000}.png"));
            await page.ScreenshotAsync(new() { Path = frames[^1] });
        }

        Assert.Equal("100.0%", await page.Locator("[data-rate='measures']").InnerTextAsync());
        return frames;
    }

    /// <summary>A measure that one unit alone has under way, without a target to count.</summary>
    private static async Task<(string Unit, string Leader, int Measure)> UnderWay(Campaign campaign)
    {
        using var office = campaign.As("demo-office");
        var measures = (await office.Get($"plans/{Site.Wenzhou}/measures?status=inProgress&limit=100")).Must(200).Json["items"]!.AsArray();
        var chosen = measures.First(measure => measure!["assignments"]!.AsArray().Count == 1 && measure["target"] is null && measure["institution"] is null)!;
        return (chosen["leadUnit"]!.GetValue<string>(), chosen["leader"]!.GetValue<string>(), chosen["no"]!.GetValue<int>());
    }

    private static string Address(int measure, string part) => $"/plans/{Site.Wenzhou}/measures/{measure}/{part}";

    private static FilePayload[] Files() =>
    [
        new()
        {
            Name = "整改台账.xlsx",
            MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = Support.Desk.Xlsx("已整改事项", 12),
        },
        new()
        {
            Name = "整改情况报告.docx",
            MimeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Buffer = Support.Desk.Docx("各项问题已逐项整改到位，建立台账，按月检查。"),
        },
    ];
}
