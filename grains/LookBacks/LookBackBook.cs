using Rectification.Chains;

namespace Rectification.LookBacks;

/// <summary>A plan's look-backs, folded from their trail. Candidates stay in the trail: there may be many.</summary>
internal sealed class LookBackBook
{
    private readonly List<LookBack> _all = [];

    public IReadOnlyList<LookBack> All => _all;

    public LookBack? this[int no] => no > 0 && no <= _all.Count ? _all[no - 1] : null;

    public void Fold(ChainEntry<LookBackEvent> entry)
    {
        foreach (var happened in entry.Events)
        {
            switch (happened)
            {
                case LookBackDrawn drawn:
                    _all.Add(LookBack.Of(entry, drawn));
                    break;
                case SheetFiled filed:
                    _all[filed.LookBack - 1].Sheets.Add(filed.Measure, new(entry.Version, new()
                    {
                        Passed = filed.Passed,
                        Findings = filed.Findings,
                        Checks = filed.Checks,
                        Until = filed.Until,
                        By = entry.By,
                        At = entry.At,
                    }));
                    break;
                default:
                    throw new InvalidOperationException($"No fold for the event {happened.GetType().Name}.");
            }
        }
    }
}

/// <summary>One look-back: the drawn measures in the order drawn, and the sheets filed, each with its trail version.</summary>
internal sealed record LookBack(long Version, LookBackView Header, IReadOnlyList<DrawCandidate> Drawn)
{
    public Dictionary<int, (long Version, CheckSheet Sheet)> Sheets { get; } = [];

    public static LookBack Of(ChainEntry<LookBackEvent> entry, LookBackDrawn drawn)
    {
        var candidates = drawn.Candidates.ToDictionary(candidate => candidate.Measure);
        var header = new LookBackView
        {
            No = drawn.LookBack,
            At = entry.At,
            By = entry.By,
            Seed = drawn.Seed,
            Share = drawn.Share,
            Minimum = drawn.Minimum,
            Unit = drawn.Unit,
            Problem = drawn.Problem,
            Candidates = drawn.Candidates.Count,
            Drawn = drawn.Drawn.Count,
            Passed = 0,
            Failed = 0,
            Open = drawn.Drawn.Count,
            Measures = [],
        };
        return new(entry.Version, header, [.. drawn.Drawn.Select(measure => candidates[measure])]);
    }

    /// <summary>The look-back with those of its measures that the reader sees.</summary>
    public LookBackView View(Func<int, bool> sees)
    {
        var passed = Sheets.Values.Count(filed => filed.Sheet.Passed);
        return Header with
        {
            Passed = passed,
            Failed = Sheets.Count - passed,
            Open = Drawn.Count - Sheets.Count,
            Measures =
            [
                .. Drawn.Where(drawn => sees(drawn.Measure)).Select(drawn => new DrawnMeasure
                {
                    Measure = drawn.Measure,
                    Weight = drawn.Weight,
                    Reasons = drawn.Reasons,
                    Sheet = Sheets.TryGetValue(drawn.Measure, out var filed) ? filed.Sheet : null,
                }),
            ],
        };
    }
}
