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
}

/// <summary>What has to be known of all measures before the first row is written.</summary>
internal sealed record LedgerSurvey
{
    /// <summary>Headings of the ledger's own columns, in its order.</summary>
    public required IReadOnlyList<string> Extras { get; init; }

    /// <summary>The same of its problems.</summary>
    public required IReadOnlyList<string> ProblemExtras { get; init; }

    /// <summary>Problems of the measures that go out.</summary>
    public required IReadOnlySet<int> Problems { get; init; }

    /// <summary>Number → title.</summary>
    public required IReadOnlyDictionary<int, string> Titles { get; init; }

    public static async Task<LedgerSurvey> Of(PlanLedger ledger, DeadlineCells deadlines, CancellationToken cancel)
    {
        var (extras, ofProblems) = (new List<string>(), new List<string>());
        var (known, knownOfProblems, problems) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<int>());
        var written = false;
        await foreach (var measure in ledger.Measures().WithCancellation(cancel))
        {
            problems.Add(measure.Problem);
            written |= deadlines.Of(measure).Text is null && measure.Extra?.ContainsKey(DeadlineCells.AsWritten) == true;
            Add(measure.Extra, extras, known, ledger.Inside);
        }

        var titles = new Dictionary<int, string>();
        await foreach (var problem in ledger.Problems().WithCancellation(cancel))
        {
            titles[problem.No] = problem.Title;
            Add(problem.Extra, ofProblems, knownOfProblems, ledger.Inside);
        }

        // Where a day was put in place of words, the words stand in a column of their own.
        extras.Remove(DeadlineCells.AsWritten);
        if (written)
        {
            extras.Add(DeadlineCells.AsWritten);
        }

        return new() { Extras = extras, ProblemExtras = ofProblems, Problems = problems, Titles = titles };
    }

    private static void Add(IReadOnlyDictionary<string, string>? extra, List<string> headings, HashSet<string> known, bool inside)
    {
        foreach (var heading in extra?.Keys ?? [])
        {
            if (known.Add(heading) && (inside || !OwnColumns.IsInside(heading)))
            {
                headings.Add(heading);
            }
        }
    }
}
