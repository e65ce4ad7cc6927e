using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>Adds up anew, from the reports, every figure of a digest that is a sum of what units reported.</summary>
internal sealed partial class SecondPass
{
    /// <summary>Values are stated with six decimals.</summary>
    private const decimal Least = 0.000001m;

    private static readonly (string Word, long Times)[] Multiples =
        [("百万", 1_000_000), ("千万", 10_000_000), ("万", 10_000), ("亿", 100_000_000), ("千", 1_000)];

    private readonly DigestFile? _asked;

    /// <summary>The entry that states its hash.</summary>
    private readonly FrozenDigest? _askedEntry;

    /// <summary>Measure → as the plan had it at the digest's end; nothing of one that had no part in it.</summary>
    private readonly Dictionary<int, Measure> _counted = [];

    /// <summary>Measure, the quantity's own name and the unit that reported → its latest number; without a name that of the target.</summary>
    private readonly Dictionary<(int Measure, string? Quantity, string Unit), decimal> _reported = [];

    /// <summary>Figures of the asked digest that were added up anew.</summary>
    public int FiguresChecked { get; private set; }

    private void CountReports(JsonElement entry)
    {
        if (_askedEntry is not { } digest || _at > digest.To || _recorded > digest.Moment)
        {
            return;
        }

        _counted.Remove(_name.No);
        if (_life!.Planned is { Rescinded: false } planned)
        {
            _counted[_name.No] = planned;
        }

        foreach (var report in entry.Items("events").Where(happened => happened.Text("type") == "progressReported"))
        {
            var unit = report.Text("unit");
            if (report.DecimalOrNull("quantity") is { } quantity)
            {
                _reported[(_name.No, null, unit)] = quantity;
            }

            foreach (var metric in report.Find("metrics")?.EnumerateObject() ?? default)
            {
                _reported[(_name.No, metric.Name, unit)] = metric.Value.GetDecimal();
            }
        }
    }

    private void CheckFigures()
    {
        if (_asked is not { FiguresOf: not null } asked || _askedEntry is not { } digest)
        {
            return;
        }

        using var sources = asked.Sources(_first.Rosters.Values, digest.Line);
        foreach (var (name, stated) in asked.Figures)
        {
            if (sources.RootElement.Find(name) is { } source && Sum(source) is { } sum)
            {
                FiguresChecked++;
                _ = stated is { } value && decimal.Abs(value - sum) <= Least ? 0
                    : throw new MisfitException(digest.Line, $"汇总的“{name}”与填报之和不符。", $"The digest's {name} is not the sum of the reports.", sum, stated);
            }
        }
    }

    /// <summary>What the reports give; <see langword="null"/> for a figure that is no plain sum, or whose units do not fit.</summary>
    private decimal? Sum(JsonElement source)
    {
        if (source.Find("from") is not { } from || source.TextOrNull("unit") is not { } unit)
        {
            return null;
        }

        var terms = from.Find("sum") is { } sum ? sum.EnumerateArray().Select(term => (Measure: term.Int("measure"), Name: term.TextOrNull("quantity")))
            : from.TextOrNull("outcome") is { } kind ? _counted.Values.SelectMany(measure => measure.Quantities
                .Where(quantity => quantity.Outcome == kind).Select(quantity => (measure.No, (string?)quantity.Name)))
            : null;
        if (terms is null)
        {
            return null;
        }

        var (whole, wanted) = (0m, Counted(unit));
        foreach (var (measure, name) in terms)
        {
            if (!_counted.TryGetValue(measure, out var planned))
            {
                continue;
            }

            if ((name is null ? planned.TargetOf?.Unit : planned.Quantities.FirstOrDefault(own => own.Name == name)?.Unit) is not { } own
                || Counted(own) is var (what, times) && what != wanted.What)
            {
                return null;
            }

            whole += Counted(own).Times * _reported.Where(report => report.Key.Measure == measure && report.Key.Quantity == name).Sum(report => report.Value);
        }

        return whole / wanted.Times;
    }

    private static (string What, long Times) Counted(string unit)
    {
        var known = Multiples.FirstOrDefault(multiple => unit.StartsWith(multiple.Word, StringComparison.Ordinal));
        return known.Word is null ? (unit, 1) : (unit[known.Word.Length..], known.Times);
    }
}
