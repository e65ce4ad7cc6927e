using System.Buffers;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>
/// Reads the entries again and re-applies what they say: every measure's life, every problem's sign-offs, and with them every figure of every seal.
/// </summary>
internal sealed partial class SecondPass
{
    private readonly Canonical _canonical = new();
    private readonly FirstPass _first;
    private readonly Tallies _tallies;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ArrayBufferWriter<byte> _word = new();
    private readonly Roster _newest;
    private readonly List<(int First, int End, Roster Roster)> _segments = [];

    private readonly PlanInTime _plan;

    /// <summary>Per measure: from which seal on it was signed off for which time; −1 while it was not, null while it had no part in its problem.</summary>
    private readonly Dictionary<int, List<(int Seal, int? SignOffs)>> _marks = [];
    private readonly Dictionary<int, int> _signOffs = [];
    private readonly HashSet<int> _signedProblems = [];

    private ChainName _name;
    private Chain? _chain;
    private MeasureLife? _life;
    private Dictionary<int, int>? _signed;
    private int _version;
    private int _sealed;
    private DateTimeOffset _at;
    private DateTimeOffset _recorded;
    private Hash _previous;
    private bool _judgesAll;

    /// <param name="first">What the first pass found.</param>
    /// <param name="asked">A digest whose figures are to be added up anew, or null.</param>
    /// <exception cref="MisfitException">No entry states the asked digest.</exception>
    public SecondPass(FirstPass first, DigestFile? asked = null)
    {
        (_first, _asked) = (first, asked);
        _askedEntry = asked is null ? null : first.Digests.Find(digest => (digest.Sha256, digest.Done, digest.Total) == (asked.Sha256, asked.Done, asked.Total))
            ?? throw new MisfitException(first.Seals[^1].Line, "导出文件中没有这一期汇总。", "The export states no such digest.", null, asked.Sha256);
        _tallies = new(first.Seals);
        _standing = new (bool, bool)[first.Digests.Count];
        (_done, _total) = (new long[first.Digests.Count], new long[first.Digests.Count]);
        (_newest, _plan) = (first.Rosters.Values.Last(), first.Plan!);
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
        _judgesAll = until == long.MaxValue;
        while (reader.Number + 1 < until && reader.Next(out var line))
        {
            if (_plan.IsAmended && line.Span.StartsWith("{\"kind\":\"roster\""u8))
            {
                RosterLine(line.Span, reader.Number);
            }
            else if (line.Span.StartsWith("{\"kind\":\"entry\""u8))
            {
                Entry(line.Span, reader.Number);
            }
        }

        if (!_judgesAll)
        {
            return;
        }

        EndChain();
        CheckAmendments();
        CountUntouched();
        _tallies.Check(_first.Rosters);
        CheckDigests();
        CheckFigures();
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
        StandAtDigests();
    }

    private void Begin(ChainName name, long number)
    {
        (_name, _chain, _version, _sealed, _at, _previous, _life, _signed) = (name, _first.Chains[name], 0, 0, DateTimeOffset.MinValue, Hash.None, null, null);
        if (name.Kind == ChainKind.Measure)
        {
            var plan = AtFirst(name.No);
            _ = plan is null && _plan.VersionsOf(name.No).Count == 0
                ? throw new MisfitException(number, "方案中没有这项措施。", "The plan has no such measure.", null, name.Text) : 0;
            (_life, _marks[name.No]) = (new(plan, _newest.Rules, _newest.Days), []);
            BeginAtDigests(plan);
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
        (_at, _recorded) = (at, recorded);
        if (_life is not null)
        {
            var (replanned, wrong) = Replanned(entry, at);
            wrong ??= _life.Apply(entry, at, _previous, replanned);
            if (wrong is not null)
            {
                throw new MisfitException(number, wrong.Zh, wrong.En, wrong.Expected, wrong.Found);
            }

            _signOffs[_name.No] = _life.SignOffs;
            CountReports(entry);
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

    private void EndChain()
    {
        CountAtDigests();
        _chain = null;
    }
}
