using System.Buffers;
using System.Security.Cryptography;

namespace Rectification.Verifier;

/// <summary>
/// Reads an export from its first line to its last: the form of every line, every chain's hashes and versions, the seals' roots. What the
/// entries mean is left to the second pass, which needs to know how far each seal found each chain.
/// </summary>
internal sealed partial class FirstPass(Lazy<int> chainBegin)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ArrayBufferWriter<byte> _word = new();
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, Chain> _byName = new(StringComparer.Ordinal);
    private ChainName? _chain;
    private Chain? _open;
    private Stage _stage = Stage.Export;
    private bool _ended;
    private string _plan = "";
    private string _at = "";
    private long _lastSeal;

    /// <summary>The chain of the plan itself.</summary>
    public PlanChain PlanChain => field ??= new(Rosters, _rosterHashes);

    public SortedDictionary<ChainName, Chain> Chains { get; } = [];

    public List<Seal> Seals { get; } = [];

    /// <summary>What the chain of digests says was frozen, in order.</summary>
    public List<FrozenDigest> Digests { get; } = [];

    public long Entries { get; private set; }

    public long Lines { get; private set; }

    /// <summary>Whether every roster was read to its end, so that what the entries mean can be judged.</summary>
    public bool HasRosters => _stage > Stage.Roster;

    public void Read(Stream export)
    {
        var reader = new LineReader(export);
        while (reader.Next(out var line))
        {
            Lines = reader.Number;
            if (_ended)
            {
                throw new MisfitException(Lines, "结束行之后还有内容。", "There is more after the last line.");
            }

            Line(line.Span, Lines);
            if (!_ended)
            {
                _all.AppendData(line.Span);
                _all.AppendData("\n"u8);
            }
        }

        if (!_ended)
        {
            throw new MisfitException(Lines + 1, "缺少结束行，文件被截断。", "The last line is missing: the file is cut off.", "{\"kind\":\"end\",…}");
        }
    }

    private void Line(ReadOnlySpan<byte> line, long number)
    {
        var spelling = new Spelling(line, number);
        spelling.Literal("{\"kind\":\""u8);
        if (spelling.StartsWith("entry\""u8))
        {
            Turn(Stage.Entries, number);
            Entry(ref spelling, number);
        }
        else if (spelling.StartsWith("leaf\""u8))
        {
            Turn(Stage.Seals, number);
            Leaf(ref spelling, number);
        }
        else if (spelling.StartsWith("roster\""u8))
        {
            Turn(Stage.Roster, number);
            RosterLine(ref spelling, number);
        }
        else if (spelling.StartsWith("seal\""u8))
        {
            Turn(Stage.Seals, number);
            SealLine(ref spelling, number);
        }
        else if (spelling.StartsWith("export\""u8))
        {
            Turn(Stage.Export, number);
            Export(ref spelling, number);
        }
        else
        {
            Turn(Stage.End, number);
            End(ref spelling, number);
        }
    }

    /// <summary>The kinds of lines come one after the other.</summary>
    private void Turn(Stage stage, long number)
    {
        var fits = stage == Stage.Export ? number == 1 : number > 1 && stage >= _stage && stage - _stage <= 1;
        if (!fits)
        {
            throw new MisfitException(number, "这种行不应出现在此处。", "This kind of line does not belong here.", _stage, stage);
        }

        if (stage == Stage.Entries && _stage == Stage.Roster)
        {
            EndRoster(number);
        }

        if (stage == Stage.Seals && _stage == Stage.Entries)
        {
            ReadSeals(number);
        }

        if (stage == Stage.End)
        {
            EndSeal();
            Expect(number, "封存不全。", "Seals are missing.", Seals.Count, _seal);
            EndChains();
        }

        _stage = stage;
    }

    private void Export(ref Spelling spelling, long number)
    {
        spelling.Literal("export\",\"format\":1,\"plan\":\""u8);
        _plan = spelling.Text(_word);
        spelling.Literal(",\"seal\":"u8);
        _lastSeal = spelling.Number();
        spelling.Literal(",\"at\":\""u8);
        _at = spelling.Text(_word);
        spelling.Literal("}"u8);
        spelling.End();
        _ = _lastSeal > 0 ? 0 : throw new MisfitException(number, "导出没有封存。", "The export has no seal.", "1, 2 …", _lastSeal);
    }

    private void Entry(ref Spelling spelling, long number)
    {
        spelling.Literal("entry\",\"chain\":\""u8);
        var name = spelling.Text(_word);
        spelling.Literal(",\"v\":"u8);
        var version = spelling.Number();
        spelling.Literal(",\"previous\":\""u8);
        var previous = spelling.Text(_word);
        spelling.Literal(",\"hash\":\""u8);
        var hash = spelling.Text(_word);
        spelling.Literal(",\"entry\":\""u8);
        var entry = spelling.Bytes(_text);
        spelling.Literal("}"u8);
        spelling.End();
        var chain = Open(name, number);
        Expect(number, "版本号不连续。", "The versions have a gap.", chain.Hashes.Count + 1L, version);
        Span<byte> head = stackalloc byte[Hash.Size];
        chain.Head.CopyTo(head);
        Expect(number, "前一条的哈希不符。", "The hash of the entry before does not fit.", chain.Head.ToString(), previous);
        var computed = Hash.Of(_sha, head, entry);
        Expect(number, "该条的哈希与内容不符。", "The entry's hash does not fit its bytes.", computed.ToString(), hash);
        chain.Hashes.Add(computed);
        chain.LastLine = number;
        Entries++;
        if (_chain!.Value.Kind == ChainKind.Plan)
        {
            PlanEntry(name, (int)version, number);
        }
    }

    private Chain Open(string name, long number)
    {
        if (_chain?.Text == name)
        {
            return _open!;
        }

        var next = ChainName.Of(name);
        if (_chain is { } last && next.CompareTo(last) <= 0)
        {
            throw new MisfitException(number, "链的顺序不对。", "The chains are not in order.", last.Text, name);
        }

        (_chain, _open) = (next, new());
        Chains.Add(next, _open);
        _byName.Add(name, _open);
        return _open;
    }

    private void End(ref Spelling spelling, long number)
    {
        spelling.Literal("end\",\"lines\":"u8);
        Expect(number, "行数不符。", "The number of lines does not fit.", number - 1, spelling.Number());
        spelling.Literal(",\"sha256\":\""u8);
        var sha = spelling.Text(_word);
        spelling.Literal("}"u8);
        spelling.End();
        Expect(number, "全文的哈希不符。", "The hash over all lines does not fit.", Hash.Finish(_all).ToString(), sha);
        _ended = true;
    }

    private static void Expect<T>(long line, string zh, string en, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new MisfitException(line, zh, en, expected, found);
        }
    }

    private enum Stage
    {
        Export = 0,
        Roster = 1,
        Entries = 2,
        Seals = 3,
        End = 4,
    }
}
