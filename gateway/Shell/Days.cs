using System.Globalization;

namespace Rectification.Gateway.Shell;

/// <summary>Days as they stand in addresses and on pages.</summary>
internal static class Days
{
    private const string Format = "yyyy-MM-dd";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary><see langword="null"/> for what is no day.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
