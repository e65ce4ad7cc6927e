using System.Globalization;
using System.Text;

namespace Rectification.Benchmarks.Forecasts;

/// <summary>Chances that were said against how often they came true, as a picture: on the line they are honest.</summary>
internal static class CalibrationPlot
{
    private const int Side = 360;
    private const int Margin = 50;
    private static readonly string[] Colours = ["#c0392b", "#2b6cb0"];

    public static string Of(IReadOnlyList<(string Name, IReadOnlyList<(int Count, double Said, double Happened)> Bins)> curves)
    {
        var text = new StringBuilder();
        var size = Side + (2 * Margin);
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line($"<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>");
        Line($"<path d=\"M{X(0)} {Y(0)}H{X(1)}V{Y(1)}H{X(0)}ZL{X(1)} {Y(1)}\" fill=\"none\" stroke=\"#999\"/>");
        foreach (var tick in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            Line($"<text x=\"{X(tick)}\" y=\"{Y(0) + 18}\" text-anchor=\"middle\">{tick:P0}</text>");
            Line($"<text x=\"{X(0) - 6}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{tick:P0}</text>");
        }

        Line($"<text x=\"{X(0.5)}\" y=\"{Y(0) + 38}\" text-anchor=\"middle\">chance said of being in time</text>");
        Line($"<text x=\"{X(0)}\" y=\"{Y(1) - 12}\">came true</text>");
        for (var i = 0; i < curves.Count; i++)
        {
            var (name, bins) = curves[i];
            var points = string.Join(' ', bins.Select(bin => $"{Text(X(bin.Said))},{Text(Y(bin.Happened))}"));
            Line($"<polyline fill=\"none\" stroke=\"{Colours[i]}\" points=\"{points}\"/>");
            foreach (var (count, said, happened) in bins)
            {
                Line($"<circle cx=\"{X(said)}\" cy=\"{Y(happened)}\" r=\"{2 + Math.Log10(count)}\" fill=\"{Colours[i]}\"><title>{count}</title></circle>");
            }

            Line($"<text x=\"{X(0.05)}\" y=\"{Y(0.95) + (16 * i)}\" fill=\"{Colours[i]}\">{name}</text>");
        }

        return text.AppendLine("</svg>").ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static double X(double share) => Math.Round(Margin + (share * Side), 1);

    private static double Y(double share) => Math.Round(Margin + ((1 - share) * Side), 1);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
