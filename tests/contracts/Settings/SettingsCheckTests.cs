using Microsoft.Extensions.Configuration;
using Rectification.Settings;

namespace Rectification.Tests.Contracts.Settings;

public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("Telemetry:Console", "maybe", "Telemetry:Console=maybe: must be true or false.")]
    [InlineData("RateLimits:AtOnce", "-1", "RateLimits:AtOnce=-1: must be a whole number from 0 to 2147483647.")]
    [InlineData("RateLimits:AtOnce", "many", "a whole number from 0")]
    [InlineData("Silo:Port", "65536", "a whole number from 1 to 65535")]
    [InlineData("Notifications:Timeout", "10", "a time from 00:00:00.0010000 to 00:05:00")]
    [InlineData("Clock:Speed", "0", "a number above 0")]
    [InlineData("Clock:StartAt", "tomorrow", "a moment in ISO 8601")]
    [InlineData("Profile", "cloud", "Unknown Profile=cloud; there are embedded, postgres, azure.")]
    [InlineData("Mail:BaseUrl", "office.example", "an http(s) address")]
    [InlineData("urls", "5080", "http(s) addresses")]
    [InlineData("Mail:Hots", "x", "There is no setting Mail:Hots; is Mail:Host meant?")]
    [InlineData("Mial:Host", "x", "There is no setting Mial:Host; is Mail:Host meant?")]
    [InlineData("RateLimits:PerAcount", "5", "is RateLimits:PerAccount meant?")]
    [InlineData("ConnectionStrings:Rectificaton", "x", "is ConnectionStrings:Rectification meant?")]
    [InlineData("Telemetry:Whatever:Else:Entirely", "x", "There is no setting Telemetry:Whatever:Else:Entirely.")]
    public void What_is_wrong_is_told_with_what_may_stand_there(string key, string value, string told) =>
        Assert.Contains(told, Assert.Single(Wrong([(key, value)])), StringComparison.Ordinal);

    [Theory]
    [InlineData("Profile", "postgres")]
    [InlineData("profile", "postgres")]
    [InlineData("mail:security", "StartTls")]
    [InlineData("urls", "http://*:80;https://+:443")]
    [InlineData("Stopping:Notice", "00:00:00")]
    [InlineData("Auth:Jwt:Audience", "")]
    [InlineData("ConnectionStrings:Warehouse", "x")]
    [InlineData("Orleans:Clustering:ProviderType", "x")]
    [InlineData("MAIL", "/var/mail/somebody")]
    [InlineData("DATA", "1")]
    [InlineData("SOMETHING:ELSE", "1")]
    [InlineData("Main:Host:Name", "1")]
    [InlineData("Site:Url", "1")]
    public void What_is_right_or_somebody_elses_is_let_be(string key, string value) => Assert.Empty(Wrong([(key, value)]));

    [Fact]
    public void A_secret_is_not_repeated()
    {
        var told = Assert.Single(Wrong([("Auth:BootstrapKey", "too-short-but-secret")]));

        Assert.Contains("Auth:BootstrapKey: must be 32 to 512 characters.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short-but-secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_a_colon_counts_when_it_was_typed_for_this_start()
    {
        Assert.Empty(Wrong([("Sede", "none")]));
        Assert.Contains("is Seed meant?", Assert.Single(Wrong([], "--Sede", "none", "--contentRoot", "/")), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_told_at_once()
    {
        using var configuration = Configuration([("Telemetry:Console", "maybe"), ("Mail:Hots", "x")], "--Sede", "none");

        var refused = Assert.Throws<InvalidOperationException>(() => SettingsCheck.Require(configuration));

        Assert.Equal(4, refused.Message.Split('\n').Length);
        Assert.Contains("3", refused.Message.Split('\n')[0], StringComparison.Ordinal);
    }

    private static List<string> Wrong((string, string)[] settings, params string[] typed)
    {
        using var configuration = Configuration(settings, typed);
        return [.. SettingsCheck.Wrong(configuration)];
    }

    private static ConfigurationManager Configuration((string Key, string Value)[] settings, params string[] typed)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        configuration.AddCommandLine(typed);
        return configuration;
    }
}
