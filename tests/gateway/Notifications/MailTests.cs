using System.Globalization;

namespace Rectification.Tests.Gateway.Notifications;

/// <summary>E-mail as a mail server sees it.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task What_comes_within_a_short_while_is_one_letter_to_each_in_Chinese_and_English()
    {
        await using var sink = new SmtpSink();
        await using var office = await PostOffice.Open([.. Settings(sink), "--Notifications:MailWindow", "00:01:00", "--Mail:BaseUrl", "https://zg.example/"]);
        using var town = await office.Plan();
        await office.Reachable("reporter", "reporter@unit.example", SmallPlan.Lead);
        await office.Reachable("reviewer", "office@city.example");
        await town.Talk(times: 2);

        await sink.GotAre(2);
        var letters = sink.Got.ToDictionary(mail => mail.To);
        Assert.Equal(["office@city.example", "reporter@unit.example"], letters.Keys.Order(StringComparer.Ordinal));
        var mine = letters["reporter@unit.example"];
        Assert.Equal(("rectification@city.example", "auto-generated"), (mine.From, mine.Header("Auto-Submitted")));
        Assert.Contains("charset=utf-8", mine.Header("Content-Type"), StringComparison.Ordinal);
        var text = mine.Text();
        Assert.True(text.IndexOf("延期申请被退回：理由不足", StringComparison.Ordinal) is > 0 and var chinese
            && text.IndexOf("extension returned", StringComparison.Ordinal) > chinese, text);
        Assert.Contains("2. 第1条措施", text, StringComparison.Ordinal);
        Assert.Contains($"https://zg.example/plans/{town.Plan}/measures/1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("extension to", text, StringComparison.Ordinal);
        Assert.EndsWith("@city.example>", mine.Header("Message-Id"), StringComparison.Ordinal);
        Assert.NotEqual(mine.Header("Message-Id"), letters["office@city.example"].Header("Message-Id"));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_tried_again_and_a_recipient_refused_for_good_holds_nobody_up()
    {
        await using var sink = new SmtpSink();
        await using var office = await PostOffice.Open([.. Settings(sink), "--Notifications:MailWindow", "00:00:00"]);
        using var town = await office.Plan();
        await office.Reachable("reviewer", "gone@city.example");
        await office.Reachable("reviewer", "office@city.example");
        sink.Answer = (begun, to) => begun <= 3 ? "451 try later" : to == "gone@city.example" ? "550 no such user" : "250 OK";
        await town.Talk(times: 3);
        await town.Reporter.Post(town.Path + "extensions", new JsonObject { ["until"] = "2031-06-30", ["reason"] = "最后一次" });

        await Until.True(() => Task.FromResult(sink.Got.Any(mail => mail.Text().Contains("最后一次", StringComparison.Ordinal))), TimeSpan.FromMinutes(3),
            "the last one mailed");
        Assert.All(sink.Got, mail => Assert.Equal("office@city.example", mail.To));
        Assert.Equal(sink.Got.Count, sink.Got.Select(mail => mail.Header("Message-Id")).Distinct().Count());
        Assert.Equal(4, sink.Got.Sum(mail => mail.Text().Split("extension to 2031-06-30 requested").Length - 1));
    }

    [Fact]
    public async Task Half_a_configuration_does_not_start()
    {
        using var folder = new DataFolder();
        await using var gateway = GatewayProcess.Launch(folder, GatewayProcess.FreePort(), "--Mail:Host", "127.0.0.1");
        Assert.NotEqual(0, await gateway.UntilExited());
        Assert.Contains("Mail:From", gateway.Output, StringComparison.Ordinal);
    }

    private static string[] Settings(SmtpSink sink) =>
    [
        "--Mail:Host", "127.0.0.1", "--Mail:Port", sink.Port.ToString(CultureInfo.InvariantCulture), "--Mail:From", "rectification@city.example",
            "--Mail:Security", "none",
    ];
}
