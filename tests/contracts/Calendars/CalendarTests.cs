using Rectification.Calendars;

namespace Rectification.Tests.Contracts.Calendars;

public sealed class CalendarTests : IDisposable
{
    private const string Good = """{"year":2024,"source":"通知","holidays":["2024-01-01"],"workdays":["2024-02-04"]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("rectification-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Weekdays off less weekend days worked, and statutory days that fall on weekends, give
    /// the year's statutory holidays: 11, and 13 from 2025 on.</summary>
    [Theory]
    [InlineData(2024, 11)]
    [InlineData(2025, 13)]
    [InlineData(2026, 13)]
    public void The_shipped_calendars_give_each_year_as_many_days_off_as_the_law(int year, int statutory)
    {
        var days = Shipped();
        var first = new DateOnly(year, 1, 1);
        var all = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(first.AddDays).ToList();

        var mondayToFriday = all.Count(WorkingDays.MondayToFriday.IsWorkingDay);
        Assert.Equal(statutory, mondayToFriday - all.Count(days.IsWorkingDay));
    }

    [Theory]
    [InlineData("2024-02-09", true)]
    [InlineData("2024-02-10", false)]
    [InlineData("2024-02-18", true)]
    [InlineData("2024-10-07", false)]
    [InlineData("2024-10-12", true)]
    [InlineData("2024-10-13", false)]
    [InlineData("2025-01-26", true)]
    [InlineData("2025-01-28", false)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-11", true)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-10-10", true)]
    public void The_shipped_calendars_follow_the_published_arrangements(string day, bool worked) =>
        Assert.Equal(worked, Shipped().IsWorkingDay(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_folder_is_read_whole()
    {
        Write("2024.json", Good);
        Write("2025.json", Good.Replace("2024", "2025", StringComparison.Ordinal).Replace("02-04", "02-08", StringComparison.Ordinal));
        Write("readme.txt", "{");

        Assert.Equal([2024, 2025], CalendarFolder.Read(_folder).Select(year => year.Year));
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("[]", "")]
    [InlineData("""{"source":"通知","holidays":[],"workdays":[]}""", "/year")]
    [InlineData("""{"year":2200,"source":"通知","holidays":[],"workdays":[]}""", "/year")]
    [InlineData("""{"year":2024,"source":" ","holidays":[],"workdays":[]}""", "/source")]
    [InlineData("""{"year":2024,"source":"通知","workdays":[]}""", "/holidays")]
    [InlineData("""{"year":2024,"source":"通知","holidays":["2024-01-01","2025-01-01"],"workdays":[]}""", "/holidays/1")]
    [InlineData("""{"year":2024,"source":"通知","holidays":["2024-02-30"],"workdays":[]}""", "/holidays/0")]
    [InlineData("""{"year":2024,"source":"通知","holidays":["2024-01-01","2024-01-01"],"workdays":[]}""", "/holidays/1")]
    [InlineData("""{"year":2024,"source":"通知","holidays":[],"workdays":["2024-02-05"]}""", "/workdays/0")]
    [InlineData("""{"year":2024,"source":"通知","holidays":["2024-02-10"],"workdays":["2024-02-10"]}""", "/workdays/0")]
    public void What_is_wrong_is_told_with_its_file_and_field(string json, string field)
    {
        Write("2024.json", json);

        var problem = Assert.Throws<InvalidOperationException>(() => CalendarFolder.Read(_folder));

        Assert.Contains($"2024.json {field}: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_has_one_file()
    {
        Write("2024.json", Good);
        Write("again.json", Good);

        Assert.Contains("again.json /year", Assert.Throws<InvalidOperationException>(() => CalendarFolder.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.Contains("Calendar:Path", Assert.Throws<InvalidOperationException>(() => CalendarFolder.Read(Path.Combine(_folder, "none"))).Message,
            StringComparison.Ordinal);

    private static WorkingDays Shipped() => new(CalendarFolder.Read(Path.Combine(AppContext.BaseDirectory, "seeds", "calendars")));

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder, name), json);
}
