using System.Globalization;
using System.Text;

namespace Rectification.Benchmarks.Soak;

/// <summary>A soak as a picture: four panels under each other over the same time, a line where the process was ended.</summary>
internal static class SoakPlot
{
    private const int Width = 760;
    private const int Height = 110;
    private const int Left = 70;
    private const int Right = 20;
    private const int Gap = 46;
    private const double Mebibyte = 1024 * 1024;
    private static readonly string[] Colours = ["#2b6cb0", "#c0392b"];

    public static string Of(IReadOnlyList<SoakSample> samples, string title)
    {
        var end = Math.Max(1, samples[^1].Second);
        var first = samples[0];
        Panel[] panels =
        [
            new("memory, MiB", [new("resident", sample => sample.Resident / Mebibyte), new("managed heap", sample => sample.Heap / Mebibyte)]),
            new("report, ms (logarithmic)", [new("p50", sample => sample.P50), new("p99", sample => sample.P99)], IsLogarithmic: true),
            new("files, MiB", [new("store", sample => sample.Database / Mebibyte), new("write-ahead log", sample => sample.Log / Mebibyte)]),
            new("bytes of the store a report so far", [new("bytes", sample => sample.Reports - first.Reports < 1 ? null
                : (double)(sample.Database - first.Database) / (sample.Reports - first.Reports))]),
        ];

        var text = new StringBuilder();
        var height = 30 + (panels.Length * (Height + Gap));
        Line(text, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + Right} {height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line(text, $"<rect width=\"{Left + Width + Right}\" height=\"{height}\" fill=\"#fff\"/>");
        Line(text, $"<text x=\"{Left}\" y=\"18\" font-weight=\"bold\">{title}</text>");
        for (var i = 0; i < panels.Length; i++)
        {
            Draw(text, panels[i], samples, end, 30 + 20 + (i * (Height + Gap)));
        }

        return text.AppendLine("</svg>").ToString();
    }

    private static void Draw(StringBuilder text, Panel panel, IReadOnlyList<SoakSample> samples, double end, int top)
    {
        var values = panel.Curves.SelectMany(curve => samples.Select(curve.Value)).OfType<double>().Where(value => value > 0).ToList();
        if (values.Count == 0)
        {
            return;
        }

        var (least, most) = panel.IsLogarithmic
            ? (Math.Pow(10, Math.Floor(Math.Log10(values.Min()))), Math.Pow(10, Math.Ceiling(Math.Log10(values.Max()))))
            : (0, RoundUp(values.Max()));
        Line(text, $"<rect x=\"{Left}\" y=\"{top}\" width=\"{Width}\" height=\"{Height}\" fill=\"none\" stroke=\"#999\"/>");
        for (var i = 0; i <= 4; i++)
        {
            var second = end * i / 4;
            Line(text, $"<text x=\"{X(second)}\" y=\"{top + Height + 15}\" text-anchor=\"middle\">{second / 60:0.#} min</text>");
        }

        foreach (var tick in panel.IsLogarithmic ? Decades(least, most) : [0, most / 2, most])
        {
            Line(text, $"<text x=\"{Left - 6}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{tick:#,0.###}</text>");
        }

        foreach (var sample in samples.Where(sample => sample.Event.Length > 0))
        {
            var colour = sample.Event == "kill" ? "#c0392b" : "#999";
            Line(text, $"<path d=\"M{X(sample.Second)} {top}v{Height}\" stroke=\"{colour}\" stroke-dasharray=\"3 3\"><title>{sample.Event}</title></path>");
        }

        Line(text, $"<text x=\"{Left}\" y=\"{top - 5}\">{panel.Title}</text>");
        for (var i = 0; i < panel.Curves.Length; i++)
        {
            var curve = panel.Curves[i];
            var points = samples.Select(sample => (sample.Second, Value: curve.Value(sample))).Where(point => point.Value > 0);
            var drawn = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Second)},{Y(point.Value!.Value)}")));
            Line(text, $"<polyline fill=\"none\" stroke=\"{Colours[i]}\" points=\"{drawn}\"/>");
            Line(text, $"<text x=\"{Left + Width - 130 + (i * 130)}\" y=\"{top - 5}\" text-anchor=\"end\" fill=\"{Colours[i]}\">{curve.Name}</text>");
        }

        double X(double second) => Math.Round(Left + (Width * second / end), 1);

        double Y(double value)
        {
            var share = panel.IsLogarithmic ? Math.Log(value / least) / Math.Log(most / least) : value / most;
            return Math.Round(top + (Height * (1 - share)), 1);
        }
    }

    private static IEnumerable<double> Decades(double least, double most)
    {
        for (var decade = least; decade <= most * 1.001; decade *= 10)
        {
            yield return decade;
        }
    }

    /// <summary>The next number of one digit that is not smaller.</summary>
    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return Math.Ceiling(value / unit) * unit;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Panel(string Title, Curve[] Curves, bool IsLogarithmic = false);

    private sealed record Curve(string Name, Func<SoakSample, double?> Value);
}
