using System.Globalization;

namespace Rectification.Gateway.Shell;

/// <summary>Figures as people read them.</summary>
internal static class FigureText
{
    /// <summary>A rate in percent with one decimal, cut and never rounded up: 100 % is only what is all done.</summary>
    public static string Percent(long done, long total) =>
        total == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000m * done / total) / 10:0.0}%");

    /// <summary>Bytes as people read them.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };
}
