using System.Buffers;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>
/// Reads the entries again and re-applies what they say: every measure's life, every problem's sign-offs, and with them every figure of every seal.
/// </summary>
internal sealed class SecondPass
{
    private readonly Canonical _canonical = new();
    private readonly FirstPass _first;
    private readonly Tallies _tallies;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ArrayBufferWriter<byte> _word = new();
    private readonly Roster _newest;
    private readonly List<(int First, int End, Roster Roster)> _segments = [];

    /// <summary>Per measure: from which seal on it was signed off for which time; −1 while it was not.</summary>
    private readonly Dictionary<int, List<(int Seal, int SignOffs)>> _marks = [];
    private readonly Dictionary<int, int> _signOffs = [];
    private readonly HashSet<int> _signedProblems = [];

    private ChainName _name;
    private Chain? _chain;
    private MeasureLife? _life;
    private Dictionary<int, int>? _signed;
    private int _version;
    private int _sealed;
    private DateTimeOffset _at;
    private Hash _previous;

    public SecondPass(FirstPass first)
    {
        _first = first;
        _tallies = new(first.Seals);
        _newest = first.Rosters.Values.Last();
        for (var i = 0; i < first.Seals.Count; i++)
        {
            if (i == 0 || first.Seals[i].Roster != first.Seals[i - 1].Roster)
            {
                _segments.Add((i, i, first.Rosters.GetValueOrDefault(first.Seals[i].Roster) ?? _newest));
            }

            _segments[^1] = _segments[^1] with { End = i + 1 };
        }
    }

    /// <summary>Judges the lines before <paramref name="until"/>; the figures only where that is all.</summary>
    public void Read(Stream export, long until)
    {
        var reader = new LineReader(export);
        while (reader.Number + 1 < until && reader.Next(out var line))
        {
            if (line.Span.StartsWith("{\"kind\":\"entry\""u8))
            {
                Entry(line.Span, reader.Number);
            }
        }

        if (until != long.MaxValue)
        {
            return;
        }

        EndChain();
        CountUntouched();
        _tallies.Check(_first.Rosters);
    }

    private void Entry(ReadOnlySpan<byte> line, long number)
    {
        var spelling = new Spelling(line, number);
        spelling.Literal("{\"kind\":\"entry\",\"chain\":\""u8);
        var name = spelling.Text(_word);
        if (_chain is null || name != _name.Text)
        {
            EndChain();
            Begin(ChainName.Of(name), number);
        }

        if (_name.Kind == ChainKind.Plan)
        {
            return;
        }

        spelling.Literal(",\"v\":"u8);
        _version = (int)spelling.Number();
        spelling.Literal(",\"previous\":\""u8);
        spelling.Text(_word);
        spelling.Literal(",\"hash\":\""u8);
        spelling.Text(_word);
        spelling.Literal(",\"entry\":\""u8);
        spelling.Bytes(_text);
        try
        {
            using var json = _canonical.Parse(_text.WrittenMemory);
            Shapes.CheckEntry(json.RootElement, _name.Kind);
            Apply(json.RootElement, number);
        }
        catch (Exception problem) when (Json.IsUnreadable(problem))
        {
            throw new MisfitException(number, "留痕无法读取。", "The entry cannot be read.", null, problem.Message);
        }

        _previous = _chain!.Hashes[_version - 1];
        CountSealed(number);
    }

    private void Begin(ChainName name, long number)
    {
        (_name, _chain, _version, _sealed, _at, _previous, _life, _signed) = (name, _first.Chains[name], 0, 0, DateTimeOffset.MinValue, Hash.None, null, null);
        if (name.Kind == ChainKind.Measure)
        {
            var plan = _first.Rosters.Values.Reverse().Select(roster => roster.Measures.GetValueOrDefault(name.No)).OfType<Measure>().FirstOrDefault()
                ?? throw new MisfitException(number, "方案中没有这项措施。", "The plan has no such measure.", null, name.Text);
            _life = new(plan, _newest.Rules, _newest.Days);
        }

        CountSpan(0, _chain.Sealed.Count > 0 ? _chain.Sealed[0].Seal : _first.Seals.Count, touched: false);
    }

    private void Apply(JsonElement entry, long number)
    {
        var (version, at) = (entry.Int("v"), entry.Instant("at"));
        _ = version == _version ? 0 : throw new MisfitException(number, "条内版本号与行不符。", "The version within the entry is not the line's.", _version, version);
        _ = at >= _at ? 0 : throw new MisfitException(number, "时间倒退。", "Time runs backwards.", _at, at);
        _ = entry.Instant("recorded") is var recorded && entry.Text("by").Length > 0 && entry.Text("id").Length > 0 && recorded > DateTimeOffset.MinValue ? 0
            : throw new FormatException("by, id, recorded");
        _at = at;
        if (_life is not null)
        {
            if (_life.Apply(entry, at, _previous) is { } wrong)
            {
                throw new MisfitException(number, wrong.Zh, wrong.En, wrong.Expected, wrong.Found);
            }

            _signOffs[_name.No] = _life.SignOffs;
            return;
        }

        _signed = entry.GetProperty("signOffs").EnumerateObject()
            .ToDictionary(seen => int.Parse(seen.Name, System.Globalization.CultureInfo.InvariantCulture), seen => seen.Value.GetInt32());
        foreach (var (measure, signOffs) in _signed)
        {
            if (signOffs < 1 || signOffs > _signOffs.GetValueOrDefault(measure))
            {
                throw new MisfitException(
                    number, "问题销号所依据的措施销号不存在。", "The problem's sign-off saw a measure's that there was not.", _signOffs.GetValueOrDefault(measure), signOffs);
            }
        }
    }

    /// <summary>Counts the state reached for the seals that found the chain at this version.</summary>
    private void CountSealed(long number)
    {
        var at = _chain!.Sealed;
        while (_sealed < at.Count && at[_sealed].Version < _version)
        {
            _sealed++;
        }

        if (_sealed < at.Count && at[_sealed].Version == _version)
        {
            var seal = _first.Seals[at[_sealed].Seal];
            _ = seal.At >= _at ? 0 : throw new MisfitException(number, "该条晚于包含它的封存。", "The entry is later than the seal that holds it.", seal.At, _at);
            CountSpan(at[_sealed].Seal, _sealed + 1 < at.Count ? at[_sealed + 1].Seal : _first.Seals.Count, touched: true);
        }
    }

    private void EndChain() => _chain = null;

    private void CountSpan(int first, int end, bool touched)
    {
        if (first >= end || _name.Kind == ChainKind.Plan)
        {
            return;
        }

        if (_name.Kind == ChainKind.Measure)
        {
            Marks(_name.No).Add((first, touched && _life!.Status == Status.SignedOff ? _life.SignOffs : -1));
        }
        else
        {
            _signedProblems.Add(_name.No);
        }

        foreach (var (from, until, roster) in Segments(first, end))
        {
            if (_name.Kind == ChainKind.Measure)
            {
                CountMeasure(_name.No, roster, touched ? _life : null, from, until);
            }
            else
            {
                CountProblem(_name.No, roster, touched ? _signed : null, from, until);
            }
        }
    }

    private void CountMeasure(int no, Roster roster, MeasureLife? life, int first, int end)
    {
        if (roster.Measures.TryGetValue(no, out var plan))
        {
            (life ?? new(plan, roster.Rules, roster.Days)).Count(plan, (unit, figure, from, until) => _tallies.Add(unit, figure, first, end, from, until));
        }
    }

    private void CountProblem(int no, Roster roster, Dictionary<int, int>? signed, int first, int end)
    {
        if (!roster.Problems.TryGetValue(no, out var lead))
        {
            return;
        }

        _tallies.Add(lead, Figure.ProblemTotal, first, end);
        var measures = roster.MeasuresOf.GetValueOrDefault(no) ?? [];
        for (var seal = first; seal < end && signed?.Count == measures.Count; seal++)
        {
            if (measures.TrueForAll(measure => signed.GetValueOrDefault(measure) == MarkAt(measure, seal)))
            {
                _tallies.Add(lead, Figure.ProblemSignedOff, seal, seal + 1);
            }
        }
    }

    /// <summary>Measures and problems in which nothing has happened count, too.</summary>
    private void CountUntouched()
    {
        foreach (var (first, end, roster) in _segments)
        {
            foreach (var no in roster.Measures.Keys.Where(no => !_marks.ContainsKey(no)))
            {
                CountMeasure(no, roster, null, first, end);
            }

            foreach (var no in roster.Problems.Keys.Where(no => !_signedProblems.Contains(no)))
            {
                CountProblem(no, roster, null, first, end);
            }
        }
    }

    private IEnumerable<(int First, int End, Roster Roster)> Segments(int first, int end) =>
        from segment in _segments
        let begins = Math.Max(first, segment.First)
        let ends = Math.Min(end, segment.End)
        where begins < ends
        select (begins, ends, segment.Roster);

    private List<(int Seal, int SignOffs)> Marks(int measure) => _marks.TryGetValue(measure, out var marks) ? marks : _marks[measure] = [];

    private int MarkAt(int measure, int seal) =>
        _marks.GetValueOrDefault(measure)?.FindLast(mark => mark.Seal <= seal) is { SignOffs: > 0 } mark ? mark.SignOffs : -1;
}
