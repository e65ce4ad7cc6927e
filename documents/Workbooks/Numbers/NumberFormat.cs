namespace Rectification.Documents.Workbooks.Numbers;

/// <summary>One number format of a workbook: whether it shows a day, and how a number looks in it.</summary>
internal sealed class NumberFormat
{
    /// <summary>Excel refuses longer ones.</summary>
    private const int MaxLength = 255;

    private readonly IReadOnlyList<IReadOnlyList<FormatToken>> sections;

    private NumberFormat(string? code)
    {
        Code = code;
        sections = code is null ? [] : FormatToken.Sections(code);
        ShowsDay = sections.Count > 0 && DateText.ShowsDay(sections[0]);
        ShowsTime = !ShowsDay && sections.Count > 0 && DateText.ShowsTime(sections[0]);
    }

    /// <summary>No format at all.</summary>
    public static NumberFormat General { get; } = new(null);

    /// <summary>As the file words it; <see langword="null"/> for General.</summary>
    public string? Code { get; }

    /// <summary>A year, month or day is among what it shows.</summary>
    public bool ShowsDay { get; }

    /// <summary>It shows a clock time or a duration and nothing of a day.</summary>
    public bool ShowsTime { get; }

    public static NumberFormat Of(string? code) =>
        code is null or { Length: 0 or > MaxLength } || code.Equals("General", StringComparison.OrdinalIgnoreCase) || code is "G/通用格"
            + "式" or "@" ? General : new(code);

    public static NumberFormat BuiltIn(int id) => Of(BuiltInFormats.Of(id));

    /// <summary>The number as a person reads it.</summary>
    public string Text(double number) => NumberText.Of(sections, number) ?? PlainNumber.Of(number);

    /// <summary>The moment as a person reads it.</summary>
    public string Text(DateTime moment, double serial) => DateText.Of(sections[0], moment, serial);
}
