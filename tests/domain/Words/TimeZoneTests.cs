using TimeZoneConverter;

namespace Rectification.Tests.Words;

public sealed class TimeZoneTests
{
    [Theory]
    [InlineData("Asia/Shanghai", 8)]
    [InlineData("Asia/Urumqi", 6)]
    [InlineData("UTC", 0)]
    public void A_zone_is_found_by_its_name(string name, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), TimeZones.Find(name).GetUtcOffset(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("Asia/Wenzhou")]
    [InlineData("")]
    public void What_is_no_zone_is_not_found(string name) => Assert.False(TimeZones.TryFind(name, out _));

    /// <summary>Windows knows zones by these names only, as nothing here uses ICU.</summary>
    [Fact]
    public void Every_zone_of_Asia_has_a_name_on_Windows() =>
        Assert.DoesNotContain(
            TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.StartsWith("Asia/", StringComparison.Ordinal)),
            id => !TZConvert.TryIanaToWindows(id, out _));
}
