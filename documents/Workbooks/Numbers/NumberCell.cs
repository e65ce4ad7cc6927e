namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>What a stored number becomes by its format.</summary>
internal static class NumberCell
{
    public static SheetCell Of(int column, NumberFormat format, DateSystem dates, double number, string written)
    {
        if (format.ShowsDay && dates.Moment(number) is { } moment)
        {
            return Day(column, format, moment, number, written);
        }

        if (format.ShowsTime && DateSystem.Clock(number) is { } time)
        {
            return Number(column, format, format.Text(time, number), number, written);
        }

        return Number(column, format, format.Code is null && IsPlain(written) ? written : format.Text(number), number, written);
    }

    public static SheetCell Day(int column, NumberFormat format, DateTime moment, double number, string written) => new()
    {
        Column = column,
        Kind = CellKind.Date,
        Text = format.Text(moment, number),
        Number = number,
        Written = written,
        Day = DateOnly.FromDateTime(moment),
        Format = format.Code
    };

    private static SheetCell Number(int column, NumberFormat format, string text, double number, string written) =>
        new() { Column = column, Kind = CellKind.Number, Text = text, Number = number, Written = written, Format = format.Code };

    /// <summary>Most numbers are written as they are read.</summary>
    private static bool IsPlain(string written) =>
        written.Length is > 0 and < 15 && (written.Length == 1 || written[0] is > '0' and <= '9') && written.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
