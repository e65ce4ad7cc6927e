using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Rectification.Accounts;
using Rectification.Gateway.Accounts.Pages;
using Rectification.Gateway.Review.Pages;
using Rectification.Gateway.Shell;
using Rectification.Tests.Contracts.Pages.Support;

namespace Rectification.Tests.Contracts.Pages;

/// <summary>Records and requests as people read them.</summary>
public sealed class WordsOfRecordsTests
{
    private const string Created =
        """{"type":"accountCreated","account":"li-si","displayName":"Li Si","roles":["reporter","leader"],"units":["330302"],"leaders":[]}""";
    private const string Locked = """{"type":"signInLockedOut","account":"li-si","until":"2026-11-30T01:15:00Z"}""";

    [Theory]
    [InlineData("zh", Created, "名称：Li Si；角色：填报人、领导；单位：330302")]
    [InlineData("en", Created, "name: Li Si; roles: reporter, leader; units: 330302")]
    [InlineData("zh", Locked, "至：2026-11-30 09:15")]
    public void An_accounts_change_is_told_in_words(string language, string happened, string told) =>
        Assert.Equal(told, Row(happened, language).Details);

    /// <summary>No field of an event is left as the program calls it.</summary>
    [Fact]
    public void Every_field_of_an_accounts_event_has_a_word()
    {
        var fields = typeof(AccountEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AccountEvent)))
            .SelectMany(type => type.GetProperties()).Where(field => field.Name is not "Account" and not "EqualityContract")
            .Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name)).Distinct().ToList();

        Assert.True(fields.Count > 15, $"Only {fields.Count} fields.");
        Assert.All(fields, field => Assert.DoesNotContain(
            field, Row($$"""{"type":"x","account":"a","{{field}}":"v"}""", "zh").Details, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zh", 0, "2026-11-29 09:53 提交")]
    [InlineData("zh", 1, "2026-11-29 09:53 提交，已待审 1 天")]
    [InlineData("en", 1, "sent 2026-11-29 09:53, waiting for 1 day")]
    [InlineData("en", 12, "sent 2026-11-29 09:53, waiting for 12 days")]
    public void What_waits_for_a_decision_says_since_when_and_for_how_long(string language, int days, string said)
    {
        var since = new DateTimeOffset(2026, 11, 29, 1, 53, 0, TimeSpan.Zero);

        Assert.Equal(said, ReviewQueue.Waits(Say(language), new() { Kind = ReviewKind.SignOff, Frame = Samples.Frame, Since = since }, since.AddDays(days)));
    }

    private static AccountChangeRow Row(string happened, string language) => AccountChangeRow.Of(
        new()
        {
            Version = 1,
            Entry = $$"""{"at":"2026-11-30T01:00:00Z","by":"-","events":[{{happened}}]}""",
            Hash = new('0', 64),
            PreviousHash = new('0', 64),
        },
        Say(language));

    private static Bilingual Say(string language)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = language;
        return Bilingual.To(request);
    }
}
