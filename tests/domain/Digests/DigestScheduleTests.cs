using CsCheck;
using Rectification.Calendars;
using Rectification.Digests;
using Rectification.Plans;

namespace Rectification.Tests.Digests;

/// <summary>When digests are due. In 2026 the Mondays 16 and 23 February lie in one holiday, 14 and 28 February are worked Saturdays.</summary>
public sealed class DigestScheduleTests
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private static readonly WorkingDays Days = new(
    [
        new()
        {
            Year = 2026,
            Source = "国办发明电",
            Holidays =
            [
                .. Range(1, 1, 3), .. Range(2, 15, 9), .. Range(4, 4, 3), .. Range(5, 1, 5), .. Range(6, 19, 3), .. Range(9, 25, 3), .. Range(10, 1, 7),
            ],
            Workdays = [new(2026, 1, 4), new(2026, 2, 14), new(2026, 2, 28), new(2026, 5, 9), new(2026, 9, 20), new(2026, 10, 10)],
        },
    ]);

    private static readonly ReportByRule Friday = new();

    [Fact]
    public void An_ordinary_week_is_from_Monday_to_Monday_at_eight()
    {
        var slot = Slots(new(), At(3, 4, 12), 1)[0];

        Assert.Equal((new DateOnly(2026, 3, 9), At(3, 2, 8), At(3, 9, 8), At(3, 9, 8)), (slot.Period, slot.From, slot.To, slot.Moment));
        Assert.Equal((slot.Moment, slot.Moment, false), (slot.ReportBy, slot.Before, slot.Provisional));
    }

    [Fact]
    public void Two_Mondays_in_one_holiday_give_two_digests_with_their_own_periods_on_one_day()
    {
        var slots = Slots(new() { ReportBy = Friday }, At(2, 9, 9), 3);

        Assert.Equal([new DateOnly(2026, 2, 16), new(2026, 2, 23), new(2026, 3, 2)], slots.Select(slot => slot.Period));
        Assert.Equal([At(2, 24, 8), At(2, 24, 8), At(3, 2, 8)], slots.Select(slot => slot.Moment));
        Assert.Equal([At(2, 9, 8), At(2, 16, 8), At(2, 24, 8)], slots.Select(slot => slot.From));
        Assert.Equal([At(2, 16, 8), At(2, 24, 8), At(3, 2, 8)], slots.Select(slot => slot.To));

        // Friday 20 February is a holiday too: its time to report by moves, and never behind the digest.
        Assert.Equal([At(2, 13, 17), At(2, 24, 8), At(2, 27, 17)], slots.Select(slot => slot.ReportBy));
    }

    [Theory]
    [InlineData(HolidayRule.NextWorkingDay, null, 4, 4, 4, 7)]
    [InlineData(HolidayRule.NextWorkingDay, null, 10, 3, 10, 8)]
    [InlineData(HolidayRule.WorkingDayAfter, 1, 4, 4, 4, 7)]
    [InlineData(HolidayRule.WorkingDayAfter, 2, 4, 4, 4, 8)]
    [InlineData(HolidayRule.WorkingDayAfter, 3, 10, 3, 10, 10)]
    [InlineData(HolidayRule.PreviousWorkingDay, null, 4, 4, 4, 3)]
    [InlineData(HolidayRule.PreviousWorkingDay, null, 10, 3, 9, 30)]
    public void A_holiday_moves_the_digest_as_the_plan_chose(HolidayRule rule, int? no, int month, int day, int frozenMonth, int frozenDay)
    {
        var slot = Slots(new() { Holiday = rule, WorkingDay = no }, At(month, day, 12), 1)[0];

        Assert.Equal(At(frozenMonth, frozenDay, 8), slot.Moment);
        Assert.True(slot.To <= slot.Moment);
    }

    [Fact]
    public void Put_before_the_holiday_the_first_goes_to_the_last_day_worked_and_the_second_behind_it()
    {
        var slots = Slots(new() { Holiday = HolidayRule.PreviousWorkingDay }, At(2, 9, 9), 2);

        Assert.Equal([At(2, 14, 8), At(2, 24, 8)], slots.Select(slot => slot.Moment));
        Assert.Equal([At(2, 9, 8), At(2, 14, 8)], slots.Select(slot => slot.From));
    }

    [Fact]
    public void A_plan_that_chose_a_Sunday_keeps_it() =>
        Assert.Equal(At(3, 8, 8), Slots(new() { Day = DayOfWeek.Sunday }, At(3, 4, 12), 1)[0].Moment);

    [Fact]
    public void A_year_without_its_calendar_is_provisional() =>
        Assert.True(Slots(new(), new DateTimeOffset(2027, 2, 3, 0, 0, 0, Zone), 1)[0].Provisional);

    /// <summary>Whatever the rule: periods follow each other without gap or overlap, no moment runs backwards, nobody reports after the digest.</summary>
    [Fact]
    public void Every_instant_is_in_exactly_one_digest() =>
        Gen.Select(Gen.Enum<DayOfWeek>(), Gen.Int[0, 23], Gen.Enum<HolidayRule>(), Gen.Int[1, 5], Gen.Int[0, 330]).Sample((day, hour, holiday, no, start) =>
        {
            var rule = new DigestRule
            {
                Day = day,
                At = new(hour, 0),
                Holiday = holiday,
                WorkingDay = no,
                ReportBy = new() { Day = (DayOfWeek)(start % 7) },
            };
            var slots = Slots(rule, At(1, 1, 0).AddDays(start), 8);
            Assert.All(slots.Zip(slots.Skip(1)), pair =>
            {
                Assert.Equal(pair.First.To, pair.Second.From);
                Assert.True(pair.First.Moment <= pair.Second.Moment);
                Assert.True(pair.First.Period < pair.Second.Period);
            });
            Assert.All(slots, slot => Assert.True(slot.From <= slot.To && slot.To <= slot.Moment && slot.ReportBy <= slot.Moment));

            // Of those frozen at one moment the last goes up to it; whether the last one here is that, only the next one would say.
            Assert.All(slots.GroupBy(slot => slot.Moment).SkipLast(1), one => Assert.Equal(one.Key, one.Last().To));
        });

    private static List<DigestSlot> Slots(DigestRule rule, DateTimeOffset from, int count)
    {
        var schedule = new DigestSchedule(rule, PlanCalendar.Of("Asia/Shanghai"), Days);
        var (last, slots) = (schedule.Beginning(from), new List<DigestSlot>());
        for (; slots.Count < count; last = slots[^1].Mark)
        {
            slots.Add(schedule.After(last));
        }

        return slots;
    }

    private static IEnumerable<DateOnly> Range(int month, int day, int count) => Enumerable.Range(0, count).Select(new DateOnly(2026, month, day).AddDays);

    private static DateTimeOffset At(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, Zone);
}
