using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rectification.Plans;

namespace Rectification.Seeds.Synthetic;

/// <summary><c>seeds plan</c>: writes a synthetic plan of any size, the same bytes for the same options.</summary>
internal static class SyntheticPlanCommand
{
    private const int MaxLevels = 4;

    public static Command Create()
    {
        var measures = Number("--measures", "How many measures.", 1, PlanLimits.MaxMeasures, null);
        var units = Number("--units", "How many units.", 1, PlanLimits.MaxUnits, null);
        var levels = Number("--levels", "How many levels of regions above the units: province, city, county, town.", 1, MaxLevels, 3);
        var seed = Number("--seed", "Another seed, another plan.", 0, int.MaxValue, 1);
        var start = new Option<DateOnly?>("--start")
        {
            Description = $"The feedback day, YYYY-MM-DD; everything else lies within a year after it. [default: "
                + $"{SyntheticPlanOptions.DefaultStart:yyyy-MM-dd}]",
            CustomParser = ParseDay,
        };
        var id = new Option<string?>("--id") { Description = "The plan's id; default: synthetic-N for N measures." };
        id.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Ids.IsValid(text))
            {
                result.AddError("--id has 1 to 64 letters, digits, dots or hyphens and begins with a letter or digit.");
            }
        });
        const string Written = "The file to write: NDJSON if its name ends in .ndjson, else one JSON document.";
        var target = new Option<FileInfo>("--out") { Description = Written, Required = true };
        var command = new Command("plan", "Writes a synthetic plan.") { measures, units, levels, seed, start, id, target };
        command.SetAction(result => Run(
            new()
            {
                Id = result.GetValue(id) ?? string.Create(CultureInfo.InvariantCulture, $"synthetic-{result.GetRequiredValue(measures)}"),
                Measures = result.GetRequiredValue(measures),
                Units = result.GetRequiredValue(units),
                Levels = result.GetRequiredValue(levels),
                Seed = result.GetRequiredValue(seed),
                Start = result.GetValue(start) ?? SyntheticPlanOptions.DefaultStart,
            },
            result.GetRequiredValue(target)));
        return command;
    }

    private static int Run(SyntheticPlanOptions options, FileInfo target)
    {
        var watch = Stopwatch.StartNew();
        using (var stream = target.Create())
        {
            new SyntheticPlan(options).Write(stream, lines: target.Extension.Equals(".ndjson", StringComparison.OrdinalIgnoreCase));
        }

        target.Refresh();
        Console.WriteLine($"{options.Id}: {options.Measures} measures, {options.Units} units, {target.Length} bytes in {watch.Elapsed.TotalSeconds:F1} s: "
            + $"{target.FullName}");
        return 0;
    }

    private static Option<int> Number(string name, string description, int lowest, int highest, int? standard)
    {
        var option = new Option<int>(name) { Description = $"{description} {lowest} to {highest}.", Required = standard is null };
        if (standard is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < lowest || given > highest))
            {
                result.AddError($"{name} lies between {lowest} and {highest}.");
            }
        });
        return option;
    }

    private static DateOnly? ParseDay(System.CommandLine.Parsing.ArgumentResult result)
    {
        var latest = PlanLimits.LatestDay.AddYears(-2);
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= PlanLimits.EarliestDay
            && day <= latest)
        {
            return day;
        }

        result.AddError($"--start is a day from {PlanLimits.EarliestDay:yyyy-MM-dd} to {latest:yyyy-MM-dd}.");
        return null;
    }
}
