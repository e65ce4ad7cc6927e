namespace Rectification.Documents.Ledgers;

/// <summary>What a cell says about a deadline: a day, whether it goes on for ever after, and what to tell or ask.</summary>
public sealed record DeadlineReading
{
    /// <summary>The last day, inclusive; <see langword="null"/> when none is written or it has to be asked.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>长期坚持 and the like.</summary>
    public bool LongTerm { get; init; }

    /// <summary>As written, outer blanks off; it goes out again unchanged.</summary>
    public string Text { get; init; } = "";

    /// <summary>What to tell; the day is then still meant, unless it is <see langword="null"/>.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    public static DeadlineReading Asked(string text, string code, bool longTerm = false, params IReadOnlyList<DateOnly> candidates) =>
        new() { Text = text, LongTerm = longTerm, Remarks = [new Remark(code, [.. candidates.Order().Select(Iso)])] };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
