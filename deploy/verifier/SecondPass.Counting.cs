namespace Rectification.Verifier;

internal sealed partial class SecondPass
{
    private void CountSpan(int first, int end, bool touched)
    {
        if (first >= end || _name.Kind == ChainKind.Plan)
        {
            return;
        }

        if (_name.Kind == ChainKind.Measure)
        {
            CountMeasure(_name.No, touched ? _life : null, first, end);
            return;
        }

        _signedProblems.Add(_name.No);
        CountProblem(_name.No, touched ? _signed : null, first, end);
    }

    private void CountMeasure(int no, MeasureLife? life, int first, int end)
    {
        var taken = life?.Replannings ?? 0;
        foreach (var (from, until, roster) in Segments(first, end))
        {
            var planned = roster.Version < _plan.Begin ? roster.Measures.GetValueOrDefault(no) : life is null ? _plan.AtFirst(no) : life.Planned;
            if (life is not null)
            {
                _marks[no].Add((from, planned is not { Rescinded: false } ? null : life.Status == Status.SignedOff ? life.SignOffs : -1));
            }

            if (planned is not null)
            {
                var lived = life ?? new(planned, roster.Rules, roster.Days);
                lived.Count(planned, (unit, figure, since, to) => _tallies.Add(unit, figure, from, until, since, to));
            }
        }

        CheckTaken(no, taken, first, end);
    }

    /// <summary>
    /// The figures of a seal are those of the measure as far as it had taken amendments over: none that its roster did not have, and all that the seal
    /// before had. Only one that came between the two may still be under way.
    /// </summary>
    private void CheckTaken(int no, int taken, int first, int end)
    {
        if (!_judgesAll || _plan.VersionsOf(no).Count == 0)
        {
            return;
        }

        var most = _plan.ChangesUntil(no, _first.Seals[first].Roster);
        _ = taken <= most ? 0 : throw new MisfitException(
            _first.Seals[first].Line, "措施在方案调整之前就接受了调整。", "A measure took over an amendment that the seal's roster does not have.", most,
            $"measure:{no} {taken}");
        var least = end < 2 ? 0 : _plan.ChangesUntil(no, _first.Seals[end - 2].Roster);
        _ = taken >= least ? 0 : throw new MisfitException(
            _first.Seals[end - 1].Line, "措施没有接受方案调整。", "A measure did not take over an amendment that the seal before had.", least,
            $"measure:{no} {taken}");
    }

    private void CountProblem(int no, Dictionary<int, int>? signed, int first, int end)
    {
        foreach (var (from, until, roster) in Segments(first, end))
        {
            var before = roster.Version < _plan.Begin;
            if ((before ? roster.Problems.GetValueOrDefault(no) : _plan.LeadOf(no)) is not { } lead)
            {
                continue;
            }

            IReadOnlyList<int> measures = before ? roster.MeasuresOf.GetValueOrDefault(no) ?? [] : _plan.MeasuresOf(no);
            if (signed is null && (before || !_plan.IsUnsteady(no)))
            {
                _tallies.Add(lead, Figure.ProblemTotal, from, until);
                continue;
            }

            for (var seal = from; seal < until; seal++)
            {
                var marks = measures.Select(measure => (No: measure, SignOffs: MarkAt(measure, seal, before)));
                CountProblem(lead, [.. marks.Where(mark => mark.SignOffs is not null)], signed, seal);
            }
        }
    }

    /// <summary>A problem counts as long as one of its measures has a part in it; its sign-off holds as long as all of those are as it saw them.</summary>
    private void CountProblem(string lead, List<(int No, int? SignOffs)> present, Dictionary<int, int>? signed, int seal)
    {
        if (present.Count == 0)
        {
            return;
        }

        _tallies.Add(lead, Figure.ProblemTotal, seal, seal + 1);
        if (signed?.Count == present.Count && present.TrueForAll(mark => signed.GetValueOrDefault(mark.No) == mark.SignOffs))
        {
            _tallies.Add(lead, Figure.ProblemSignedOff, seal, seal + 1);
        }
    }

    /// <summary>Measures and problems in which nothing has happened count, too.</summary>
    private void CountUntouched()
    {
        var whole = _first.Rosters.Values.Where(roster => roster.Before is null).ToList();
        var measures = whole.SelectMany(roster => roster.Measures.Keys).Concat(_plan.Measures).ToHashSet();
        foreach (var no in measures.Where(no => !_marks.ContainsKey(no)).Order())
        {
            CountMeasure(no, null, 0, _first.Seals.Count);
        }

        var problems = whole.SelectMany(roster => roster.Problems.Keys).Concat(_plan.Problems.Select(problem => problem.Key)).ToHashSet();
        foreach (var no in problems.Where(no => !_signedProblems.Contains(no)))
        {
            CountProblem(no, null, 0, _first.Seals.Count);
        }
    }

    private IEnumerable<(int First, int End, Roster Roster)> Segments(int first, int end) =>
        from segment in _segments
        let begins = Math.Max(first, segment.First)
        let ends = Math.Min(end, segment.End)
        where begins < ends
        select (begins, ends, segment.Roster);

    /// <summary>How often the measure was signed off if it is, −1 if it is not; null if it has no part in its problem.</summary>
    private int? MarkAt(int measure, int seal, bool before) =>
        _marks.GetValueOrDefault(measure) is { } marks && marks.FindLastIndex(mark => mark.Seal <= seal) is >= 0 and var at ? marks[at].SignOffs
            : before || _plan.AtFirst(measure) is { Rescinded: false } ? -1 : null;
}
