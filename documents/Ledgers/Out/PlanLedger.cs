using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;

namespace Rectification.Documents.Ledgers.Out;

/// <summary>What goes out as a plan's lists; problems and measures are read more than once, from the beginning each time.</summary>
public sealed record PlanLedger
{
    public required PlanFrame Frame { get; init; }

    /// <summary>As of which day of the plan.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>In order of number, those that whoever asks may see.</summary>
    public required Func<IAsyncEnumerable<ProblemView>> Problems { get; init; }

    /// <summary>In order of number: those that were asked for, and that whoever asks may see.</summary>
    public required Func<IAsyncEnumerable<MeasureView>> Measures { get; init; }

    /// <summary>Whether these are all measures of the plan: then problems without any of them go out as well.</summary>
    public bool Whole { get; init; } = true;

    /// <summary>Whose shares and figures go out; <see langword="null"/>: of all units.</summary>
    public IReadOnlyCollection<string>? Units { get; init; }

    /// <summary>Whether telephones and the like go out.</summary>
    public bool Inside { get; init; }

    /// <summary>What was asked for, in words; shown above the lists.</summary>
    public string? Asked { get; init; }

    /// <summary>How it came to this day by day, drawn in 汇总； <see langword="null"/> or a single day: it is not drawn.</summary>
    public IReadOnlyList<LedgerDay>? Curve { get; init; }
}

/// <summary>The plan at the end of a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Measures">All of them.</param>
/// <param name="SignedOff">Of these, 已销号.</param>
/// <param name="Pace">How many would be if all went evenly; <see langword="null"/> where no period is set.</param>
public readonly record struct LedgerDay(DateOnly Day, long Measures, long SignedOff, double? Pace);

/// <summary>What has to be known of all measures before the first row is written.</summary>
internal sealed class LedgerSurvey
{
    private LedgerSurvey()
    {
    }

    /// <summary>Headings of the ledger's own columns in its order → characters of the longest value.</summary>
    public OrderedDictionary<string, int> Extras { get; } = new(StringComparer.Ordinal);

    /// <summary>The same of its problems.</summary>
    public OrderedDictionary<string, int> ProblemExtras { get; } = new(StringComparer.Ordinal);

    /// <summary>Problems of the measures that go out.</summary>
    public HashSet<int> Problems { get; } = [];

    /// <summary>Number → title.</summary>
    public Dictionary<int, string> Titles { get; } = [];

    /// <summary>Whether any problem has an analysis of its cause（原因分析）or says what else it led to（举一反三）.</summary>
    public bool HasCauses { get; private set; }

    public bool HasExtends { get; private set; }

    /// <summary>Whether any measure counts something.</summary>
    public bool Counts { get; private set; }

    public static async Task<LedgerSurvey> Of(PlanLedger ledger, DeadlineCells deadlines, CancellationToken cancel)
    {
        var survey = new LedgerSurvey();
        var written = false;
        await foreach (var measure in ledger.Measures().WithCancellation(cancel))
        {
            survey.Problems.Add(measure.Problem);
            survey.Counts |= measure.Target is not null || measure.Quantities is { Count: > 0 };
            written |= measure.Extra?.ContainsKey(DeadlineCells.AsWritten) == true && deadlines.Of(measure).Text is null;
            Add(measure.Extra, survey.Extras, ledger.Inside);
        }

        await foreach (var problem in ledger.Problems().WithCancellation(cancel))
        {
            survey.Titles[problem.No] = problem.Title;
            survey.HasCauses |= problem.Cause is { Length: > 0 };
            survey.HasExtends |= problem.Extend is { Length: > 0 };
            Add(problem.Extra, survey.ProblemExtras, ledger.Inside);
        }

        // Where a day was put in place of words, the words stand in a column of their own, the last one.
        if (survey.Extras.Remove(DeadlineCells.AsWritten, out var longest) && written)
        {
            survey.Extras.Add(DeadlineCells.AsWritten, longest);
        }

        return survey;
    }

    private static void Add(IReadOnlyDictionary<string, string>? extra, OrderedDictionary<string, int> longest, bool inside)
    {
        if (extra is null)
        {
            return;
        }

        foreach (var (heading, value) in extra)
        {
            if (longest.TryGetValue(heading, out var most))
            {
                longest[heading] = Math.Max(most, value.Length);
            }
            else if (inside || !OwnColumns.IsInside(heading))
            {
                longest.Add(heading, value.Length);
            }
        }
    }
}
