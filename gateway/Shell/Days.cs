using System.Globalization;

namespace Rectification.Gateway.Shell;

/// <summary>Days as they stand in addresses and on pages.</summary>
internal static class Days
{
    private const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>A day within a Chinese sentence.</summary>
    public static string Said(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary><see langword="null"/> if it is no day.</summary>
    public static DateOnly? Read(string? text) => text is null ? null : HalfWidth.Day(text);
}
