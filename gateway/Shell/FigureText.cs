using System.Globalization;

namespace Rectification.Gateway.Shell;

/// <summary>Figures as people read them.</summary>
internal static class FigureText
{
    /// <summary>A rate in percent with one decimal, cut and never rounded up: 100 % is only what is all done.</summary>
    public static string Percent(long done, long total) =>
        total == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000m * done / total) / 10:0.0}%");
}
