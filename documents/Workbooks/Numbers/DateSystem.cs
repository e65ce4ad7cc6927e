namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>How a workbook counts its days: from 1900, with a 29 February 1900 that never was, or from 1904.</summary>
internal readonly record struct DateSystem(bool From1904)
{
    private const double LastSerial = 2_958_466;
    private const int LeapDayThatNeverWas = 60;
    private static readonly DateTime Start1904 = new(1904, 1, 1);
    private static readonly DateTime Start1900 = new(1899, 12, 30);
    private static readonly DateTime StartBeforeLeapDay = new(1899, 12, 31);

    /// <summary>The moment a number stands for, to the second; <see langword="null"/> when it stands for none.</summary>
    public DateTime? Moment(double serial)
    {
        if (!(serial >= 0 && serial < LastSerial - (From1904 ? 1462 : 0)))
        {
            return null;
        }

        // Half a second before midnight is shown as midnight: the fraction is a rounded one.
        var seconds = Math.Round(serial * 86_400, MidpointRounding.AwayFromZero);
        var day = (int)Math.Floor(seconds / 86_400);
        if (!From1904 && day is 0 or LeapDayThatNeverWas)
        {
            return From1904 ? Start1904.AddSeconds(seconds) : null;
        }

        var start = From1904 ? Start1904 : day < LeapDayThatNeverWas ? StartBeforeLeapDay : Start1900;
        return seconds / 86_400 < LastSerial ? start.AddSeconds(seconds) : null;
    }

    /// <summary>The same for what shows a clock time only: the days before it do not matter.</summary>
    public static DateTime? Clock(double serial) =>
        serial is >= 0 and < LastSerial ? DateTime.MinValue.AddSeconds(Math.Round(serial * 86_400, MidpointRounding.AwayFromZero)) : null;

    /// <summary>The number of a moment, the other way round.</summary>
    public double Serial(DateTime moment)
    {
        if (From1904)
        {
            return (moment - Start1904).TotalDays;
        }

        var days = (moment - Start1900).TotalDays;
        return days < LeapDayThatNeverWas + 1 ? days - 1 : days;
    }
}
