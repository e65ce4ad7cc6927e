using System.Globalization;
using System.Text;
using Rectification.Benchmarks.Processes;
using Rectification.Forecasts;

namespace Rectification.Benchmarks.Forecasts;

/// <summary><c>forecast</c>: tries the forecast on campaigns that are over and prints the tables of docs/forecast.md.</summary>
internal static class ForecastCommand
{
    public const string Verb = "forecast";

    /// <summary>Campaigns the model's numbers were chosen on; the others are for judging.</summary>
    private const int Chosen = 20;
    private const int Judged = 40;

    private static readonly IReadOnlyList<(string, ForecastTerms)> Variants =
    [
        ("model", ForecastTerms.Usual),
        ("without the pace", ForecastTerms.Usual with { PaceWeight = 0 }),
        ("without the history", ForecastTerms.Usual with { ByHistory = false }),
        ("units alike", ForecastTerms.Usual with { UnitSpread = 0 }),
    ];

    /// <param name="chosen">Whether to take the campaigns the numbers were chosen on, and not those for judging.</param>
    /// <param name="plot">Where the plot of the calibration goes; <see langword="null"/>: nowhere.</param>
    public static async Task Run(bool chosen, string? plot)
    {
        var wenzhou = new BackTest(Variants);
        wenzhou.Add(Campaign.Wenzhou(Path.Combine(Repository.Root, "seeds", "wenzhou-2024")));
        var synthetic = new BackTest(Variants);
        var seeds = chosen ? Enumerable.Range(1, Chosen) : Enumerable.Range(1_001, Judged);
        foreach (var seed in seeds)
        {
            synthetic.Add(new SyntheticCampaign((ulong)seed).Tell());
        }

        Print("Wenzhou", wenzhou);
        Print(string.Create(CultureInfo.InvariantCulture, $"synthetic, {seeds.Count()} campaigns"), synthetic);
        if (plot is not null)
        {
            await File.WriteAllTextAsync(plot, CalibrationPlot.Of(
            [
                ("Wenzhou", Scores.Calibration(wenzhou.InTime, 0)), ("synthetic", Scores.Calibration(synthetic.InTime, 0)),
            ]));
        }
    }

    private static void Print(string name, BackTest test)
    {
        var text = new StringBuilder();
        Line($"## {name}: {test.InTime.Count} forecasts of in time ({test.InTime.Average(one => one.Happened ? 1d : 0):P0} were), {test.Done.Count} of done");
        Line($"| Brier | in time | of it 0-1/3 gone | 1/3-2/3 | 2/3-1 | done |");
        for (var i = 0; i < test.Names.Count; i++)
        {
            double Third(int third) => Scores.Brier(test.InTime.Where(one => Math.Clamp((int)(one.Gone * 3), 0, 2) == third), i);
            Line($"| {test.Names[i]} | {Scores.Brier(test.InTime, i):F3} | {Third(0):F3} | {Third(1):F3} | {Third(2):F3} | {Scores.Brier(test.Done, i):F3} |");
        }

        Line($"| said (model) | how often | mean chance | came true |");
        foreach (var (count, said, happened) in Scores.Calibration(test.InTime, 0))
        {
            Line($"| {Math.Floor(said * 10) * 10:F0}–{(Math.Floor(said * 10) * 10) + 10:F0} % | {count} | {said:P0} | {happened:P0} |");
        }

        var (likely, right, late) = Scores.LikelyLate(test.InTime, 0);
        Line($"likely late: said {likely}, {right} were; {late} were late in all");
        var inside = test.Counts.Count(count => count.Happened >= count.Low && count.Happened <= count.High);
        Line($"band of the count four weeks ahead: {inside} of {test.Counts.Count} inside");
        Console.WriteLine(text);

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
