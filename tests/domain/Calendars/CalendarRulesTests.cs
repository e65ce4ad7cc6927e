using System.Text;
using Rectification.Calendars;
using Rectification.Documents;

namespace Rectification.Tests.Domain.Calendars;

/// <summary>What a year's arrangement must be, and what comes of bringing one in.</summary>
public sealed class CalendarRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly CalendarYear Next = new()
    {
        Year = 2027,
        Source = "国务院办公厅关于2027年部分节假日安排的通知",
        Holidays = [new(2027, 1, 1), new(2027, 2, 8), new(2027, 2, 9)],
        Workdays = [new(2027, 2, 20)],
    };

    [Theory]
    [InlineData("[]", "calendar.unreadable", "")]
    [InlineData("{", "calendar.unreadable", "")]
    [InlineData("""{"year":"2027","source":"a","holidays":[],"workdays":[]}""", "calendar.year-out-of-range", "/year")]
    [InlineData("""{"year":1948,"source":"a","holidays":[],"workdays":[]}""", "calendar.year-out-of-range", "/year")]
    [InlineData("""{"year":2027,"source":7,"holidays":[],"workdays":[]}""", "calendar.source-missing", "/source")]
    [InlineData("""{"year":2027,"source":"\ud800","holidays":[],"workdays":[]}""", "calendar.unreadable", "")]
    [InlineData("""{"year":2027,"source":"a","holidays":{},"workdays":[]}""", "calendar.days-malformed", "/holidays")]
    [InlineData("""{"year":2027,"source":"a","holidays":[]}""", "calendar.days-malformed", "/workdays")]
    [InlineData("""{"year":2027,"source":"a","holidays":["2027-01-01","2027-1-2"],"workdays":[]}""", "calendar.day-malformed", "/holidays/1")]
    [InlineData("""{"year":2027,"source":"a","holidays":["2026-11-30"],"workdays":[]}""", "calendar.day-malformed", "/holidays/0")]
    [InlineData("""{"year":2027,"source":"a","holidays":["2027-01-01","2027-01-01"],"workdays":[]}""", "calendar.day-malformed", "/holidays/1")]
    [InlineData("""{"year":2027,"source":"a","holidays":["2027-01-02"],"workdays":["2027-01-03","2027-01-02"]}""", "calendar.workday-misplaced", "/workdays/1")]
    [InlineData("""{"year":2027,"source":"a","holidays":[],"workdays":["2027-01-04"]}""", "calendar.workday-misplaced", "/workdays/0")]
    public void What_is_wrong_is_told_with_its_code_and_field(string json, string code, string field)
    {
        var (calendar, refusal) = CalendarReader.Read(Encoding.UTF8.GetBytes(json));

        Assert.Null(calendar);
        Assert.Equal((code, field), (refusal!.Code, refusal.Pointer));
    }

    /// <summary>
    /// The notice of 2019 arranges New Year's Day as 30 December 2018 to 1 January 2019, with 29 December worked; that of 2012 has 31 December 2011 worked.
    /// </summary>
    [Fact]
    public void A_notice_arranges_the_last_days_of_the_year_before_as_well()
    {
        var ended = Read("""{"year":2018,"source":"a","holidays":["2018-12-29"],"workdays":[]}""");
        var notice = Read("""{"year":2019,"source":"a","holidays":["2018-12-30","2018-12-31","2019-01-01"],"workdays":["2018-12-29"]}""");
        Read("""{"year":2012,"source":"a","holidays":["2012-01-01","2012-01-02","2012-01-03"],"workdays":["2011-12-31"]}""");

        foreach (var days in new[] { new WorkingDays([ended, notice]), new WorkingDays([notice, ended]), new WorkingDays([notice]) })
        {
            var saturday = new DateOnly(2018, 12, 29);
            Assert.Equal([true, false, false, false, true], Enumerable.Range(0, 5).Select(offset => days.IsWorkingDay(saturday.AddDays(offset))));
            Assert.Equal(new(2019, 1, 2), days.AddWorkingDays(saturday, 1));
        }

        static CalendarYear Read(string json) => CalendarReader.Read(Encoding.UTF8.GetBytes(json)).Calendar!;
    }

    [Fact]
    public void A_body_may_leave_the_year_to_its_address_and_may_not_name_another()
    {
        const string Json = """{"source":"a","holidays":["2027-01-01"],"workdays":[]}""";
        using var without = System.Text.Json.JsonDocument.Parse(Json);
        using var other = System.Text.Json.JsonDocument.Parse(Json.Replace("{\"source", "{\"year\":2027,\"source", StringComparison.Ordinal));

        Assert.Equal(2027, CalendarReader.Read(without.RootElement, 2027).Calendar!.Year);
        Assert.Equal("calendar.year-differs", CalendarReader.Read(other.RootElement, 2028).Refusal!.Code);
        Assert.Equal("calendar.year-out-of-range", CalendarReader.Read(without.RootElement, 0).Refusal!.Code);
    }

    [Fact]
    public void A_year_that_is_brought_in_is_the_years_next_version_and_is_remembered_with_who_and_when()
    {
        var first = Decided(new(), Put("k1", Next));
        var second = Decided(first, Put("k2", Next with { Holidays = [new(2027, 1, 1)] }, version: 1));

        Assert.Equal((2, 2L), (second.Changes.Length, second.Version));
        var year = Assert.Single(second.Years);
        Assert.Equal((2L, 1), (year.Version, year.Calendar.Holidays.Count));
        Assert.Equal(("ops", Now, 1L), (second.Changes[0].Change.By, second.Changes[0].Change.At, second.Changes[0].Change.Version));
    }

    [Fact]
    public void A_change_that_meant_another_version_is_refused()
    {
        var row = Decided(new(), Put("k1", Next, version: 0));

        Assert.Equal("calendar.version-stale", CalendarDecider.Decide(row, Put("k2", Next with { Source = "b" }, version: 0), Now).Refusal!.Code);
        Assert.Equal("calendar.version-stale", CalendarDecider.Decide(row, Put("k2", Next with { Source = "b" }, version: 2), Now).Refusal!.Code);
        Assert.Equal(2, Decided(row, Put("k2", Next with { Source = "b" })).Version);
    }

    [Fact]
    public void The_same_under_the_same_id_is_known_another_under_it_refused_and_what_is_there_already_no_change()
    {
        var row = Decided(new(), Put("k1", Next, version: 0));

        Assert.Equal((true, null), (CalendarDecider.Decide(row, Put("k1", Next, version: 0), Now).Repeated,
            CalendarDecider.Decide(row, Put("k1", Next, version: 0), Now).Next));
        Assert.Equal("command.key-reused", CalendarDecider.Decide(row, Put("k1", Next with { Source = "b" }), Now).Refusal!.Code);
        var again = CalendarDecider.Decide(row, Put("k2", Next with { Holidays = [.. Next.Holidays.Reverse()] }), Now);
        Assert.Equal((false, null, null), (again.Repeated, again.Next, again.Refusal));
    }

    [Fact]
    public void The_changes_that_are_kept_are_bounded()
    {
        var row = new CalendarRow();
        for (var i = 0; i < CalendarDecider.KeptChanges + 5; i++)
        {
            row = Decided(row, Put($"k{i}", Next with { Source = $"s{i}" }));
        }

        Assert.Equal((CalendarDecider.KeptChanges, "k5"), (row.Changes.Length, row.Changes[0].Id));
    }

    [Fact]
    public void A_year_that_was_brought_in_goes_before_the_file_and_an_older_row_never_comes_back()
    {
        var office = new OfficeCalendar([Next with { Holidays = [new(2027, 1, 4)] }]);
        Assert.Throws<InvalidOperationException>(() => office.Days);
        office.Take(null);
        Assert.False(office.Days.IsWorkingDay(new(2027, 1, 4)));

        var first = Decided(new(), Put("k1", Next));
        Assert.True(office.Take(first));
        Assert.True(office.Days.IsWorkingDay(new(2027, 1, 4)));
        Assert.False(office.Days.IsWorkingDay(new(2027, 2, 8)));

        Assert.True(office.Take(Decided(first, Put("k2", Next with { Holidays = [] }))));
        Assert.False(office.Take(first));
        Assert.True(office.Days.IsWorkingDay(new(2027, 2, 8)));
    }

    private static PutCalendar Put(string id, CalendarYear calendar, long? version = null) =>
        new() { Id = id, By = "ops", Calendar = calendar, IfVersion = version };

    private static CalendarRow Decided(CalendarRow row, PutCalendar command)
    {
        var verdict = CalendarDecider.Decide(row, command, Now);
        Assert.Null(verdict.Refusal?.Code);
        return verdict.Next!;
    }
}
