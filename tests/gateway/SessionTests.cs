using System.Globalization;

namespace Rectification.Tests.Gateway;

/// <summary>Signing in with a password, what the cookie is good for, and what ends it.</summary>
public sealed class SessionTests(FrontDoor door)
{
    private const string Password = "correct-horse-battery";

    [Fact]
    public async Task Who_signs_in_has_a_cookie_that_no_script_and_no_other_site_can_use()
    {
        await Account("in-1", "auditor");

        var answer = (await SignIn("in-1", Password)).Must(200);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("in-1", answer.Json["account"]!.GetValue<string>());
        (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/measures/1", Cookie(answer))).Must(200);
        (await door.Stranger.Get("me", Cookie(answer))).Must(200);
        (await door.Stranger.Get("me", ("Cookie", "rectification-session=forged"))).Must(401);
        Assert.Equal(204, (await door.Stranger.Post("session/end", new JsonObject())).Status);
    }

    [Fact]
    public async Task A_cookie_is_no_key()
    {
        await Account("in-2", "ops");
        var cookie = Cookie((await SignIn("in-2", Password)).Must(200)).Value.Split('=', 2)[1];
        (await door.Stranger.Get("me", ("Cookie", $"rectification-session={cookie}"))).Must(200);

        using var asKey = door.With(cookie);
        (await asKey.Get("me")).Must(401);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("X-Nothing", "said", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    public async Task A_cookie_changes_something_only_from_a_page_of_this_site(string header, string value, int status)
    {
        var name = await Account($"site-{Guid.NewGuid():N}", "ops");
        var cookie = Cookie((await SignIn(name, Password)).Must(200));

        var answer = (await door.Stranger.Post($"plans/{FrontDoor.Wenzhou}/recount", new JsonObject(), cookie, (header, value))).Must(status);

        Assert.True(status == 200 || answer.Code == "auth.cross-site");
    }

    [Theory]
    [InlineData("/api/v1/session/end", 204)]
    [InlineData("/sign-out", 302)]
    public async Task Signing_out_ends_a_copied_cookie_too(string path, int status)
    {
        var name = await Account($"out-{Guid.NewGuid():N}", "auditor");
        var (cookie, copied) = (Cookie((await SignIn(name, Password)).Must(200)), Cookie((await SignIn(name, Password)).Must(200)));
        (await door.Stranger.Get("me", copied)).Must(200);

        Assert.Equal("auth.cross-site", (await door.Stranger.Post(path, new JsonObject(), cookie, ("Sec-Fetch-Site", "cross-site"))).Must(403).Code);
        (await door.Stranger.Get("me", cookie)).Must(200);
        (await door.Stranger.Post(path, new JsonObject(), cookie, ("Sec-Fetch-Site", "same-origin"))).Must(status);

        (await door.Stranger.Get("me", cookie)).Must(401);
        (await door.Stranger.Get("me", copied)).Must(401);
        (await SignIn(name, Password)).Must(200);
    }

    [Theory]
    [InlineData("same-origin", 400, "This form is no longer valid")]
    [InlineData("cross-site", 403, "did not come from a page of this site")]
    public async Task A_form_that_is_not_ours_is_answered_with_a_page_that_says_so(string site, int status, string sentence)
    {
        var form = "_handler=sign-in&Asked.Account=ops";
        var page = (await door.Stranger.Post("/sign-in", form, "application/x-www-form-urlencoded", ("Sec-Fetch-Site", site))).Must(status);

        Assert.Equal("text/html", page.ContentHeaders.ContentType!.MediaType);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_another_site_signs_nobody_in()
    {
        await Account("in-3", "auditor");
        var body = new JsonObject { ["account"] = "in-3", ["password"] = Password };

        Assert.Equal("auth.cross-site", (await door.Stranger.Post("session", body, ("Sec-Fetch-Site", "cross-site"))).Must(403).Code);
    }

    [Theory]
    [InlineData("locked", true)]
    [InlineData("never-there", false)]
    public async Task Five_wrong_passwords_lock_an_account_whether_or_not_it_exists(string name, bool exists)
    {
        if (exists)
        {
            await Account(name, "auditor");
        }

        for (var i = 1; i < 5; i++)
        {
            Assert.Equal("auth.sign-in-failed", (await SignIn(name, "wrong-password-" + i)).Must(401).Code);
        }

        var locked = (await SignIn(name, "wrong-password-5")).Must(429);
        Assert.Equal("auth.locked-out", locked.Code);
        Assert.InRange(int.Parse(locked.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 800, 900);
        Assert.Equal("auth.locked-out", (await SignIn(name, Password)).Must(429).Code);
        var last = (await door.AccountTrail()).LastOrDefault(happened => happened["account"]!.GetValue<string>() == name);
        Assert.Equal(exists ? "signInLockedOut" : null, last?["type"]!.GetValue<string>());
    }

    /// <summary>
    /// A password's check costs tens of milliseconds, its omission none: other work on the machine can make an answer late but never early,
    /// so that a path without the check shows however busy it is.
    /// </summary>
    [Fact]
    public async Task No_try_up_to_the_one_that_locks_tells_by_its_time_whether_there_is_such_an_account()
    {
        const int Rounds = 5;
        string[] kinds = ["known", "disabled", "keyed", "unknown"];
        var times = new List<(string Kind, int Try, TimeSpan Time)>();
        for (var round = 0; round < Rounds; round++)
        {
            await Account($"known-{round}", "auditor");
            await Account($"disabled-{round}", "auditor");
            (await door.Ops.Post($"accounts/disabled-{round}/disable", new JsonObject { ["reason"] = "调离" })).Must(200);
            (await door.Ops.Post("accounts", new JsonObject { ["name"] = $"keyed-{round}", ["roles"] = new JsonArray("auditor") })).Must(201);
            foreach (var attempt in Enumerable.Range(1, 5))
            {
                foreach (var kind in kinds)
                {
                    var begun = System.Diagnostics.Stopwatch.GetTimestamp();
                    (await SignIn($"{kind}-{round}", "wrong-password")).Must(attempt < 5 ? 401 : 429);
                    times.Add((kind, attempt, System.Diagnostics.Stopwatch.GetElapsedTime(begun)));
                }
            }
        }

        var check = times.Where(time => time.Kind == "known").Min(time => time.Time);
        Assert.All(
            times.GroupBy(time => (time.Kind, time.Try), time => time.Time),
            tries => Assert.InRange(tries.Order().ElementAt(Rounds / 2), check / 2, TimeSpan.MaxValue));
    }

    [Fact]
    public async Task Four_wrong_passwords_and_the_right_one_begin_anew()
    {
        await Account("patient", "auditor");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                (await SignIn("patient", "wrong-password")).Must(401);
            }

            (await SignIn("patient", Password)).Must(200);
        }
    }

    [Fact]
    public async Task A_one_time_password_is_good_for_nothing_but_being_replaced()
    {
        await Account("reset", "auditor");
        var before = Cookie((await SignIn("reset", Password)).Must(200));
        var once = (await door.Ops.Post("accounts/reset/reset", new JsonObject(), ("Idempotency-Key", "x"))).Must(200).Json["password"]!.GetValue<string>();
        Assert.Null((await door.Ops.Post("accounts/reset/reset", new JsonObject(), ("Idempotency-Key", "x"))).Must(200).Json["password"]);
        (await door.Stranger.Get("me", before)).Must(401);
        (await SignIn("reset", Password)).Must(401);

        var signedIn = (await SignIn("reset", once)).Must(200);
        Assert.True(signedIn.Json["mustChangePassword"]!.GetValue<bool>());
        Assert.Equal("auth.password-must-change", (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/measures/1", Cookie(signedIn))).Must(403).Code);
        Assert.Equal("auth.password-wrong", (await Change(Cookie(signedIn), "not this one!", "another-good-password")).Must(403).Code);
        Assert.Equal("account.password-weak", (await Change(Cookie(signedIn), once, "short")).Must(422).Code);
        var changed = (await Change(Cookie(signedIn), once, "another-good-password")).Must(200);

        (await door.Stranger.Get($"plans/{FrontDoor.Wenzhou}/measures/1", Cookie(changed))).Must(200);
        (await door.Stranger.Get("me", Cookie(signedIn))).Must(401);
        Assert.False((await SignIn("reset", "another-good-password")).Must(200).Json["mustChangePassword"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_disabled_account_ends_its_sessions_and_they_do_not_come_back()
    {
        await Account("ended", "auditor");
        var cookie = Cookie((await SignIn("ended", Password)).Must(200));
        (await door.Stranger.Get("me", cookie)).Must(200);

        (await door.Ops.Post("accounts/ended/disable", new JsonObject { ["reason"] = "调离" })).Must(200);
        (await door.Stranger.Get("me", cookie)).Must(401);
        Assert.Equal("auth.sign-in-failed", (await SignIn("ended", Password)).Must(401).Code);
        (await door.Ops.Post("accounts/ended/enable", new JsonObject())).Must(200);

        (await door.Stranger.Get("me", cookie)).Must(401);
        (await SignIn("ended", Password)).Must(200);
    }

    private async Task<string> Account(string name, string role)
    {
        (await door.Ops.Post("accounts", new JsonObject { ["name"] = name, ["roles"] = new JsonArray(role), ["password"] = Password })).Must(201);
        return name;
    }

    private Task<Answer> SignIn(string account, string password) =>
        door.Stranger.Post("session", new JsonObject { ["account"] = account, ["password"] = password });

    private Task<Answer> Change((string, string) cookie, string current, string next) =>
        door.Stranger.Post("me/password", new JsonObject { ["current"] = current, ["next"] = next }, cookie, ("Sec-Fetch-Site", "same-origin"));

    private static (string Name, string Value) Cookie(Answer answer) => ("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
}
