using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Rectification.Tests.Gateway;

/// <summary>A substitute（AB岗）at the pages: the session acts for the other as long as the substitution lasts, and says so.</summary>
public sealed partial class ActingTests(FrontDoor door)
{
    private const string Session = "rectification-session=";
    private const string Password = "correct-horse-battery";

    private static readonly (string, string) Html = ("Accept", "text/html");
    private static readonly (string, string) Chinese = ("Accept-Language", "zh");
    private static readonly (string, string) FromHere = ("Sec-Fetch-Site", "same-origin");

    [Fact]
    public async Task A_report_at_the_page_is_of_the_substitute_for_the_other_and_the_session_ends_when_it_would_have()
    {
        var plan = await door.Plan();
        var (person, deputy, own) = await Pair();
        var page = $"/plans/{plan}/measures/1/report";
        Assert.Equal(403, (await door.Stranger.Get(page, own, Html)).Status);

        var acting = await Choose(own, person);
        Assert.Contains("您正在代", await Read("/tasks", acting), StringComparison.Ordinal);
        var sent = await Send(page, acting, new() { ["command"] = "report", ["unit"] = SmallPlan.Lead, ["percent"] = "35", ["note"] = "代为填报" });

        Assert.Equal(302, sent.Status);
        var entry = (await door.Ops.Get($"plans/{plan}/measures/1/trail")).Must(200).Json["entries"]!.AsArray()[^1]!["entry"]!.GetValue<string>();
        Assert.Contains($"\"by\":\"{deputy}\",\"for\":\"{person}\"", entry, StringComparison.Ordinal);
        var me = (await door.Stranger.Get("me", acting)).Must(200).Json;
        Assert.Equal((deputy, person), (me["account"]!.GetValue<string>(), me["onBehalfOf"]!.GetValue<string>()));

        var ended = Cookie(await door.Stranger.Post("/acting/end", new JsonObject(), acting, FromHere));
        Assert.DoesNotContain("您正在代", await Read("/", ended), StringComparison.Ordinal);
        Assert.Null((await door.Stranger.Get("me", ended)).Must(200).Json["onBehalfOf"]);
    }

    [Fact]
    public async Task When_the_substitution_ends_nothing_more_is_done_for_the_other_and_the_page_says_so_once()
    {
        var plan = await door.Plan();
        var (person, deputy, own) = await Pair();
        var acting = await Choose(own, person);
        var page = $"/plans/{plan}/measures/1/report";
        var form = (await door.Stranger.Get(page, acting, Html)).Must(200);
        (await door.Ops.Post($"accounts/{person}/substitutes/{deputy}/end", new JsonObject())).Must(200);

        var late = await Send(page, acting, new() { ["command"] = "report", ["unit"] = SmallPlan.Lead, ["percent"] = "90", ["note"] = "迟了" }, form);

        Assert.Equal(403, late.Status);
        Assert.Equal(403, (await door.Stranger.Post($"plans/{plan}/measures/1/reports", SmallPlan.Report(10), acting, FromHere)).Status);
        Assert.Equal(0, (await door.Ops.Get($"plans/{plan}/measures/1")).Must(200).Json["version"]!.GetValue<int>());
        var told = (await door.Stranger.Get("/", acting, Html, Chinese)).Must(200);
        Assert.Contains("办理已结束", WebUtility.HtmlDecode(told.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("办理已结束", await Read("/", Cookie(told)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_substitute_cannot_choose_anybody_and_is_offered_nobody()
    {
        var (person, _, _) = await Pair();
        var (_, _, stranger) = await Pair();

        var answer = await Send("/acting", stranger, new() { ["command"] = "choose", ["person"] = person });

        Assert.Equal(403, answer.Status);
        Assert.Contains("您现在不能代该账号行事", WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{person}\"", await Read("/acting", stranger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_filled_in_as_oneself_is_no_good_once_one_acts_for_somebody()
    {
        var (person, _, own) = await Pair();
        var form = (await door.Stranger.Get("/acting", own, Html)).Must(200);
        var acting = await Choose(own, person);

        Assert.Equal(400, (await Send("/acting", acting, new() { ["command"] = "choose", ["person"] = person }, form)).Status);
    }

    [Fact]
    public async Task All_of_it_with_a_quantity_short_of_the_target_is_asked_about_once_and_then_taken()
    {
        var plan = await door.Plan(small => small["measures"]![1]!["target"] = new JsonObject { ["value"] = 24, ["unit"] = "家" });
        var (person, _, own) = await Pair();
        var acting = await Choose(own, person);
        var page = $"/plans/{plan}/measures/2/report";
        Dictionary<string, string> report = new() { ["command"] = "report", ["unit"] = SmallPlan.Lead, ["percent"] = "100", ["quantity"] = "3" };

        var asked = await Send(page, acting, new(report));
        Assert.Contains("数量合计为 3 / 24 家", WebUtility.HtmlDecode(asked.Text), StringComparison.Ordinal);
        Assert.Equal(0, (await door.Ops.Get($"plans/{plan}/measures/2")).Must(200).Json["version"]!.GetValue<int>());
        report["short"] = "yes";
        Assert.Equal(302, (await Send(page, acting, report)).Status);
    }

    [Fact]
    public async Task All_plans_stand_on_one_page_and_one_lands_where_one_looked_last()
    {
        var plan = await door.Plan(small => small["title"] = "有事的方案");
        var (person, _, own) = await Pair();
        var acting = await Choose(own, person);

        // Whoever acts for the unit has what every other test left it to do as well: where something is overdue stands first, on several pages.
        await FrontDoor.IsListed("有事的方案", "/plans", page => Read(page, acting));
        var landed = await door.Stranger.Get($"/?plan={plan}", acting, Html, Chinese);
        var chosen = landed.Must(200).Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith("rectification-plan=", StringComparison.Ordinal));
        var again = await door.Stranger.Get("/", ("Cookie", $"{acting.Item2}; {chosen.Split(';')[0]}"), Html, Chinese);
        Assert.Contains("<h1>有事的方案</h1>", WebUtility.HtmlDecode(again.Must(200).Text), StringComparison.Ordinal);
    }

    /// <summary>A reporter, whoever is substitute for that account now, and the cookie of the latter.</summary>
    private async Task<(string Person, string Deputy, (string, string) Cookie)> Pair()
    {
        var (person, deputy) = ($"acted-{Guid.NewGuid():N}", $"deputy-{Guid.NewGuid():N}");
        await door.Ops.Account(person, ["reporter"], [SmallPlan.Lead]);
        (await door.Ops.Post("accounts", new JsonObject { ["name"] = deputy, ["roles"] = new JsonArray("reporter"), ["password"] = Password })).Must(201);
        var now = TimeProvider.System.GetUtcNow();
        (await door.Ops.Post($"accounts/{person}/substitutes", new JsonObject
        {
            ["account"] = deputy,
            ["from"] = now.AddDays(-1).ToString("O", CultureInfo.InvariantCulture),
            ["until"] = now.AddDays(5).ToString("O", CultureInfo.InvariantCulture),
            ["reason"] = "出差",
        })).Must(200);
        var signedIn = await door.Stranger.Post("session", new JsonObject { ["account"] = deputy, ["password"] = Password });
        return (person, deputy, Cookie(signedIn.Must(200)));
    }

    private async Task<(string, string)> Choose((string, string) cookie, string person)
    {
        var answer = await Send("/acting", cookie, new() { ["command"] = "choose", ["person"] = person });
        Assert.Equal(302, answer.Status);
        return Cookie(answer);
    }

    private async Task<string> Read(string page, (string, string) cookie) =>
        WebUtility.HtmlDecode((await door.Stranger.Get(page, cookie, Html, Chinese)).Must(200).Text);

    /// <summary>Sends a form of a page, as a browser does that has opened it.</summary>
    /// <param name="page">Where it is sent.</param>
    /// <param name="cookie">The session's.</param>
    /// <param name="fields">What is filled in.</param>
    /// <param name="opened">The page as it was opened before, by whomever; otherwise it is opened now.</param>
    private async Task<Answer> Send(string page, (string Name, string Value) cookie, Dictionary<string, string> fields, Answer? opened = null)
    {
        opened ??= await door.Stranger.Get(page, cookie, Html);
        fields["_handler"] = "act";
        fields["__RequestVerificationToken"] = Token().Match(opened.Text).Groups["token"].Value;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        var keys = opened.Headers.GetValues("Set-Cookie").Select(one => one.Split(';')[0])
            .Where(one => !one.StartsWith(Session, StringComparison.Ordinal)).Append(cookie.Value);
        return await door.Stranger.Send(HttpMethod.Post, page, content, ("Cookie", string.Join("; ", keys)), FromHere, Html, Chinese);
    }

    private static (string Name, string Value) Cookie(Answer answer) => ("Cookie",
        answer.Headers.GetValues("Set-Cookie").Last(cookie => cookie.StartsWith(Session, StringComparison.Ordinal)).Split(';')[0]);

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""")]
    private static partial Regex Token();
}
