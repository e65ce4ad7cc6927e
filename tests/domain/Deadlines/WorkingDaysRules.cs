using CsCheck;
using Rectification.Calendars;
using Rectification.Plans;

namespace Rectification.Tests.Deadlines;

public sealed class WorkingDaysRules
{
    /// <summary>The National Day week of 2024 with the weekend days worked around it.</summary>
    private static readonly WorkingDays October = new(
    [
        new()
        {
            Year = 2024,
            Source = "通知",
            Holidays = [.. Enumerable.Range(1, 7).Select(day => new DateOnly(2024, 10, day))],
            Workdays = [new(2024, 9, 29), new(2024, 10, 12)],
        },
    ]);

    /// <summary>People type such days; what is made of them is refused or kept, and no fault.</summary>
    [Theory, InlineData("Asia/Shanghai"), InlineData("America/New_York"), InlineData("UTC")]
    public void The_first_and_the_last_day_there_are_begin_and_end(string zone)
    {
        var calendar = PlanCalendar.Of(zone);
        Assert.All([DateOnly.MinValue, DateOnly.MaxValue], day => Assert.True(calendar.StartOf(day) < calendar.EndOf(day)));
    }

    [Fact]
    public void A_holiday_is_not_worked_and_the_weekend_day_in_its_stead_is()
    {
        Assert.False(October.IsWorkingDay(new(2024, 10, 2)));
        Assert.True(October.IsWorkingDay(new(2024, 9, 29)));
        Assert.False(October.IsWorkingDay(new(2024, 9, 28)));
        Assert.True(October.IsWorkingDay(new(2024, 10, 8)));
    }

    [Fact]
    public void A_year_that_is_not_known_counts_Monday_to_Friday()
    {
        Assert.True(October.IsWorkingDay(new(2025, 10, 1)));
        Assert.False(October.IsWorkingDay(new(2025, 10, 4)));
        Assert.Equal([2024], October.Years);
    }

    [Fact]
    public void Working_days_are_counted_after_the_day_and_never_end_on_a_holiday()
    {
        Assert.Equal(new(2024, 9, 30), October.AddWorkingDays(new(2024, 9, 29), 1));
        Assert.Equal(new(2024, 10, 8), October.AddWorkingDays(new(2024, 9, 30), 1));
        Assert.Equal(new(2024, 10, 12), October.AddWorkingDays(new(2024, 9, 30), 5));
        Assert.Equal(new(2024, 10, 14), October.AddWorkingDays(new(2024, 9, 30), 6));
        Assert.Equal(new(2024, 10, 3), October.AddWorkingDays(new(2024, 10, 3), 0));
    }

    [Fact]
    public void The_day_found_has_exactly_so_many_working_days_up_to_it() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[1, 60]).Sample((offset, count) =>
        {
            var from = new DateOnly(2023, 6, 1).AddDays(offset);
            var found = October.AddWorkingDays(from, count);
            var between = Enumerable.Range(1, found.DayNumber - from.DayNumber).Select(from.AddDays).Count(October.IsWorkingDay);
            Assert.Equal((count, true), (between, October.IsWorkingDay(found)));
        });
}
