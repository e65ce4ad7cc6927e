namespace Rectification.Verifier;

/// <summary>Counts anew how many measures each digest had to say, and how many of them were signed off.</summary>
internal sealed partial class SecondPass
{
    /// <summary>How the measure that is being read stood at each digest: whether it had a part in the plan, and was signed off.</summary>
    private readonly (bool Present, bool Done)[] _standing;
    private readonly long[] _done;
    private readonly long[] _total;

    private void BeginAtDigests(Measure? first) => Array.Fill(_standing, (first is { Rescinded: false }, false));

    /// <summary>A digest knows what lies before its end and was recorded by its moment.</summary>
    private void StandAtDigests()
    {
        if (_life is null)
        {
            return;
        }

        for (var i = 0; i < _standing.Length; i++)
        {
            if (_at <= _first.Digests[i].To && _recorded <= _first.Digests[i].Moment)
            {
                var present = _life.Planned is { Rescinded: false };
                _standing[i] = (present, present && _life.Status == Status.SignedOff);
            }
        }
    }

    private void CountAtDigests()
    {
        for (var i = 0; i < _standing.Length && _chain is not null && _name.Kind == ChainKind.Measure; i++)
        {
            _total[i] += _standing[i].Present ? 1 : 0;
            _done[i] += _standing[i].Done ? 1 : 0;
        }
    }

    private void CheckDigests()
    {
        var untouched = _plan.Measures.Where(no => !_marks.ContainsKey(no)).Distinct().Count(no => _plan.AtFirst(no) is { Rescinded: false });
        for (var i = 0; i < _standing.Length; i++)
        {
            var digest = _first.Digests[i];
            var (frozen, counted) = ($"{digest.Done}/{digest.Total}", $"{_done[i]}/{_total[i] + untouched}");
            _ = frozen == counted ? 0
                : throw new MisfitException(digest.Line, "汇总的完成数与留痕不符。", "The digest's figures are not those of the trail.", counted, frozen);
        }
    }
}
