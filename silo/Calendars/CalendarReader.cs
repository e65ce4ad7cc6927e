using System.Globalization;
using System.Text.Json;
using Rectification.Deadlines;

namespace Rectification.Calendars;

/// <summary>Reads the calendars of a folder, a JSON file a year. Whatever is wrong is told with its file and field.</summary>
internal static class CalendarReader
{
    /// <summary>Most files of one folder; more than a century is a slip of the hand.</summary>
    private const int MaxFiles = 200;
    private const int MaxBytes = 64 * 1024;
    private const int MaxDays = 366;
    private const int FirstYear = 1949;
    private const int LastYear = 2199;

    /// <exception cref="InvalidOperationException">The folder or a file in it is not as it should be; the message is for people.</exception>
    public static IReadOnlyList<CalendarYear> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw Wrong(folder, "Calendar:Path", "没有这个文件夹。", "There is no such folder.");
        }

        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
        if (files.Count > MaxFiles)
        {
            throw Wrong(folder, "Calendar:Path", $"文件至多 {MaxFiles} 个。", $"At most {MaxFiles} files.");
        }

        var years = new List<CalendarYear>();
        foreach (var file in files)
        {
            var read = ReadFile(file);
            if (years.Any(year => year.Year == read.Year))
            {
                throw Wrong(file, "/year", "该年份已有另一个文件。", "Another file has this year already.");
            }

            years.Add(read);
        }

        return years;
    }

    private static CalendarYear ReadFile(string file)
    {
        if (new FileInfo(file).Length > MaxBytes)
        {
            throw Wrong(file, "", $"文件至多 {MaxBytes} 字节。", $"A file has at most {MaxBytes} bytes.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return Read(json.RootElement, file);
        }
        catch (JsonException)
        {
            throw Wrong(file, "", "不是有效的 JSON。", "It is not valid JSON.");
        }
    }

    private static CalendarYear Read(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(file, "", "须为一个 JSON 对象。", "It must be one JSON object.");
        }

        if (!root.TryGetProperty("year", out var stated) || stated.ValueKind != JsonValueKind.Number
            || !stated.TryGetInt32(out var year) || year is < FirstYear or > LastYear)
        {
            throw Wrong(file, "/year", $"须为 {FirstYear} 至 {LastYear} 的年份。", $"It must be a year from {FirstYear} to {LastYear}.");
        }

        if (!root.TryGetProperty("source", out var source) || source.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(source.GetString()))
        {
            throw Wrong(file, "/source", "须注明安排的出处。", "It must say where the arrangement was published.");
        }

        var holidays = Days(root, "holidays", year, file);
        var workdays = Days(root, "workdays", year, file);
        for (var i = 0; i < workdays.Count; i++)
        {
            if (workdays[i].DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || holidays.Contains(workdays[i]))
            {
                throw Wrong(file, $"/workdays/{i}", "调休上班日须为周末,且不在放假日之中。", "A day worked in another's stead lies on a weekend and is no holiday.");
            }
        }

        return new() { Year = year, Source = source.GetString()!, Holidays = holidays, Workdays = workdays };
    }

    private static List<DateOnly> Days(JsonElement root, string name, int year, string file)
    {
        if (!root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxDays)
        {
            throw Wrong(file, $"/{name}", $"须为至多 {MaxDays} 个日期的数组。", $"It must be an array of at most {MaxDays} days.");
        }

        var days = new List<DateOnly>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String
                || !DateOnly.TryParseExact(item.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || day.Year != year || days.Contains(day))
            {
                throw Wrong(file, $"/{name}/{days.Count}", $"须为 {year} 年的日期(YYYY-MM-DD),不得重复。", $"It must be a day of {year} (YYYY-MM-DD), named once.");
            }

            days.Add(day);
        }

        return days;
    }

    private static InvalidOperationException Wrong(string file, string field, string zh, string en) =>
        new($"工作日历 {file} {field}: {zh} Calendar {file} {field}: {en}");
}
