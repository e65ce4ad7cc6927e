using Rectification.Documents;

namespace Rectification.Calendars;

/// <summary>Reads the calendars of a folder, a JSON file a year. Errors name their file and field.</summary>
internal static class CalendarFolder
{
    /// <summary>Most files of one folder; more than a century is a slip of the hand.</summary>
    private const int MaxFiles = 200;

    /// <exception cref="InvalidOperationException">The folder or a file in it is not as it should be; the message is for people.</exception>
    public static IReadOnlyList<CalendarYear> Read(string folder)
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
        if (new FileInfo(file).Length > CalendarReader.MaxBytes)
        {
            throw Wrong(file, "", $"文件至多 {CalendarReader.MaxBytes} 字节。", $"A file has at most {CalendarReader.MaxBytes} bytes.");
        }

        var (calendar, refusal) = CalendarReader.Read(File.ReadAllBytes(file));
        return calendar ?? throw Wrong(file, refusal!.Pointer ?? "", refusal.Zh, refusal.En);
    }

    private static InvalidOperationException Wrong(string file, string field, string zh, string en) =>
        new($"工作日历 {file} {field}: {zh} Calendar {file} {field}: {en}");
}
