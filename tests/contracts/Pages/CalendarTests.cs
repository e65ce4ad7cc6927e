using Bunit;
using Rectification.Calendars;
using Rectification.Gateway.Calendars.Pages;
using Rectification.Tests.Contracts.Pages.Support;

namespace Rectification.Tests.Contracts.Pages;

public sealed class CalendarTests
{
    private static readonly DateOnly[] Spring = [.. Enumerable.Range(5, 7).Select(day => new DateOnly(2027, 2, day))];

    [Fact]
    public void Days_in_a_row_are_one_range_and_are_read_as_they_were_written()
    {
        var text = CalendarText.Of([new(2027, 1, 1), .. Spring, new(2027, 4, 5)]);

        Assert.Equal("2027-01-01\n2027-02-05~2027-02-11\n2027-04-05", text);
        Assert.Equal([new(2027, 1, 1), .. Spring, new(2027, 4, 5)], CalendarText.Read(text).Days);
        Assert.Equal("", CalendarText.Of([]));
    }

    [Theory]
    [InlineData("2027-02-05至2027-02-11", 7)]
    [InlineData("2027-02-05~2027-02-06,2027-04-05 2027-04-06", 4)]
    [InlineData("\uFF12\uFF10\uFF12\uFF17\uFF0D02\uFF0D05\uFF5E2027-02-06\uFF0C2027-04-05\uFF1B2027-04-06\u3001\u30002027-04-07", 5)]
    [InlineData("", 0)]
    public void Days_are_read_as_people_type_them(string text, int days) =>
        Assert.Equal((days, null), (CalendarText.Read(text).Days.Count, CalendarText.Read(text).Wrong));

    [Theory]
    [InlineData("2027-02-05 2月6日", "2月6日")]
    [InlineData("2027-02-11~2027-02-05", "2027-02-11~2027-02-05")]
    [InlineData("2027-02-30", "2027-02-30")]
    [InlineData("1949-01-01~2199-12-31", "1949-01-01~2199-12-31")]
    public void What_is_no_day_is_named(string text, string wrong) => Assert.Equal(wrong, CalendarText.Read(text).Wrong);

    [Fact]
    public async Task A_month_marks_days_off_and_worked_weekends_and_frames_what_differs_from_what_is_in_force()
    {
        await using var bed = new Bed();
        var days = new WorkingDays([new CalendarYear { Year = 2027, Source = "通知", Holidays = Spring, Workdays = [new(2027, 2, 20)] }]);

        var month = bed.Render<MonthTable>(parameters => parameters
            .Add(table => table.Days, days).Add(table => table.Before, WorkingDays.MondayToFriday).Add(table => table.Year, 2027).Add(table => table.Month, 2));

        // 5 to 11 February less the weekend of the 6th and 7th, and Saturday the 20th.
        Assert.Equal(["5休", "8休", "9休", "10休", "11休", "20班"],
            month.FindAll("td.changed").Select(cell => cell.TextContent.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Single(month.FindAll("td.worked"));
    }
}
