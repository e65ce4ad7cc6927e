using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rectification.Verifier;

internal sealed partial class FirstPass
{
    private const string PlanChainName = "plan";
    private const string DraftChainName = "draft";
    private const string DigestChainName = "digests";
    private const string NoRoot = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly Canonical _canonical = new();
    private readonly MerkleTree _leaves = new();
    private readonly Dictionary<int, (string Entry, long Line)> _sealEntries = [];
    private string _lastLeaf = "";
    private int _seal;
    private DateTimeOffset _planAt;

    /// <summary>An entry of a chain of the plan: the chains whose meaning is known here are judged at once.</summary>
    private void PlanEntry(string chain, int version, long number)
    {
        var text = Encoding.UTF8.GetString(_text.WrittenSpan);
        try
        {
            using var json = _canonical.Parse(_text.WrittenMemory);
            if (chain is not ("seals" or "denials" or "lookBacks" or DigestChainName or DraftChainName or PlanChainName))
            {
                return;
            }

            var entry = json.RootElement;
            Shapes.CheckEntry(entry, ChainKind.Plan);
            Expect(number, "条内版本号与行不符。", "The version within the entry is not the line's.", version, entry.Int("v"));
            if (chain == "lookBacks")
            {
                LookBackDraw.Check(entry, number);
                return;
            }

            if (chain == DigestChainName)
            {
                Digests.Add(FrozenDigest.Of(entry, number, Digests.Count == 0 ? null : Digests[^1]));
                return;
            }

            var at = entry.Instant("at");
            _ = version > 1 && at < _planAt ? throw new MisfitException(number, "时间倒退。", "Time runs backwards.", _planAt, at) : 0;
            _planAt = at;
            if (chain == PlanChainName && PlanChain.Take(entry, number) is { } wrong)
            {
                throw new MisfitException(number, wrong.Zh, wrong.En, wrong.Expected, wrong.Found);
            }
        }
        catch (Exception problem) when (Json.IsUnreadable(problem))
        {
            throw new MisfitException(number, "留痕无法读取。", "The entry cannot be read.", null, problem.Message);
        }

        if (chain == "seals")
        {
            _sealEntries[version] = (text, number);
        }
    }

    /// <summary>All entries were read: the chain of seals says which seals there are.</summary>
    private void ReadSeals(long number)
    {
        // Up to the newest, every version was made by an amendment.
        Expect(number, "方案的最新版本不是留痕中最后生效的。", "The newest roster version is not the last one that came into force.",
            PlanChain.Length == 0 ? _version : PlanChain.After(PlanChain.Length).Roster, _version);
        PlanChain.IsWhole = true;
        Expect(number, "封存链的长度与首行不符。", "The chain of seals is not as long as the first line says.", _lastSeal, _sealEntries.Count);
        for (var no = 1; no <= _sealEntries.Count; no++)
        {
            var (text, line) = _sealEntries[no];
            try
            {
                using var json = JsonDocument.Parse(text);
                var made = json.RootElement.GetProperty("events").EnumerateArray().Single();
                Expect(line, "不是封存。", "Not a seal.", "sealed", made.Text("type"));
                var root = made.Text("root");
                var seal = new Seal(
                    made.Int("seal"), made.Instant("at"), made.Int("roster"), made.Int("chains"), made.Int("tallies"), root,
                    [.. made.Items("figures").Select(name => name.GetString()!)], made.GetProperty("city").GetRawText(), made.GetRawText(), made.Text("at"),
                    Hash.Of(Encoding.UTF8.GetBytes(text.Replace($"\"root\":\"{root}\"", $"\"root\":\"{NoRoot}\"", StringComparison.Ordinal))));
                Expect(line, "封存编号不符。", "The seal's number does not fit.", no, seal.No);
                Expect(line, "封存时间与留痕时间不符。", "The seal's instant is not its entry's.", json.RootElement.Text("at"), seal.AtText);
                _ = Figures.AreWhole(seal.Figures) ? 0
                    : throw new MisfitException(
                        line, "指标名称不全或未知：核验程序可能比导出文件旧。", "Figures are missing or unknown: the verifier may be older than the export.",
                            string.Join(',', Figures.Names), string.Join(',', seal.Figures));
                Seals.Add(seal);
            }
            catch (Exception problem) when (Json.IsUnreadable(problem))
            {
                throw new MisfitException(line, "封存无法读取。", "The seal cannot be read.", null, problem.Message);
            }
        }

        CheckDraft();
        CheckClosings();
        CheckDigests();
        Expect(1, "首行的时间不是最后一次封存的时间。", "The first line's instant is not the last seal's.", Seals[^1].AtText, _at);
    }

    /// <summary>A plan that was drafted here came into force as its draft was then.</summary>
    private void CheckDraft()
    {
        if (PlanChain.Draft is not { } draft)
        {
            return;
        }

        var chain = _byName.GetValueOrDefault(DraftChainName)?.Hashes ?? [];
        _ = draft.Version > 0 && draft.Version <= chain.Count ? 0
            : throw new MisfitException(draft.Line, "草案的留痕没有这么长。", "The draft's chain is not that long.", chain.Count, draft.Version);
        Expect(draft.Line, "草案的哈希与其留痕不符。", "The draft's hash is not that of its chain.", chain[draft.Version - 1].ToString(), draft.Hash);
    }

    /// <summary>What a closing froze is what the seal made for it says.</summary>
    private void CheckClosings()
    {
        foreach (var closing in PlanChain.Closings)
        {
            var seal = closing.Seal > 0 && closing.Seal <= Seals.Count ? Seals[closing.Seal - 1]
                : throw new MisfitException(closing.Line, "结束所依据的封存不存在。", "There is no such seal as the closing names.", Seals.Count, closing.Seal);
            Expect(closing.Line, "结束所记的根不是该次封存的。", "The closing's root is not its seal's.", seal.Root, closing.Root);
            Expect(closing.Line, "冻结的数字不是该次封存的。", "The frozen figures are not its seal's.", seal.City, closing.Figures);
            _ = seal.At <= closing.At ? 0
                : throw new MisfitException(closing.Line, "结束早于所依据的封存。", "The plan was closed before the seal was made.", seal.At, closing.At);
        }
    }

    /// <summary>A digest names the seal that fixes what it was computed from, made after its moment.</summary>
    private void CheckDigests()
    {
        foreach (var digest in Digests)
        {
            var seal = digest.Seal > 0 && digest.Seal <= Seals.Count ? Seals[digest.Seal - 1]
                : throw new MisfitException(digest.Line, "汇总所依据的封存不存在。", "There is no such seal as the digest names.", Seals.Count, digest.Seal);
            Expect(digest.Line, "汇总所记的根不是该次封存的。", "The digest's root is not its seal's.", seal.Root, digest.Root);
            _ = seal.At >= digest.Moment && seal.At <= digest.At ? 0
                : throw new MisfitException(
                    digest.Line, "汇总所依据的封存早于其时刻或晚于其留痕。", "The digest's seal is older than its moment, or newer than its entry.", digest.Moment, seal.At);
        }
    }

    private void SealLine(ref Spelling spelling, long number)
    {
        EndSeal();
        spelling.Literal("seal\",\"no\":"u8);
        Expect(number, "封存的顺序不对。", "The seals are not in order.", _seal + 1L, spelling.Number());
        spelling.Literal(",\"event\":"u8);
        _ = _seal < Seals.Count ? 0 : throw new MisfitException(number, "封存链中没有这次封存。", "The chain of seals has no such seal.", Seals.Count, _seal + 1);
        Expect(number, "封存与封存链中的不同。", "The seal is not as in its chain.", Seals[_seal].Event, Encoding.UTF8.GetString(spelling.RestInBraces()));
        Seals[_seal].Line = number;
        (_seal, _lastLeaf) = (_seal + 1, "");
    }

    private void Leaf(ref Spelling spelling, long number)
    {
        spelling.Literal("leaf\",\"seal\":"u8);
        Expect(number, "叶子不属于这次封存。", "The leaf belongs to another seal.", _seal, spelling.Number());
        spelling.Literal(",\"line\":\""u8);
        var line = spelling.Text(_word);
        var gone = spelling.StartsWith(",\"gone\":true"u8);
        spelling.Literal(gone ? ",\"gone\":true}"u8 : "}"u8);
        spelling.End();
        _ = _seal == 0 || string.CompareOrdinal(line, _lastLeaf) <= 0
            ? throw new MisfitException(number, "叶子的顺序不对。", "The leaves are not in order.", _lastLeaf, line) : 0;
        _lastLeaf = line;
        var subject = SubjectOf(line, number);
        if (gone)
        {
            Expect(number, "被移除的叶子与之前不同，或不可移除。", "The leaf that is gone was not so, or may not go.", subject.StartsWith("tally ", StringComparison.Ordinal)
                ? _leaves[subject] : null, line);
            _leaves.Remove(subject);
            Seals[_seal - 1].Stated[subject["tally ".Length..]] = (number, null);
            return;
        }

        _ = _leaves[subject] == line ? throw new MisfitException(number, "叶子没有变化，不应再列出。", "The leaf did not change and does not belong here.", null, line) : 0;
        State(subject, line, number);
        _leaves.Set(subject, line);
    }

    private static string SubjectOf(string line, long number)
    {
        var first = line.IndexOf(' ', StringComparison.Ordinal);
        var second = line.IndexOf(' ', first + 1);
        return first < 0 || second < 0 ? throw new MisfitException(number, "叶子的写法不对。", "The leaf is not well formed.", "chain, roster, seal, tally", line)
            : line[..first] is "roster" or "seal" ? line[..first] : line[..second];
    }

    /// <summary>What the leaf states against what was read.</summary>
    private void State(string subject, string line, long number)
    {
        var seal = Seals[_seal - 1];
        switch (line.Split(' ', 4))
        {
            case ["chain", var name, var version, var hash]:
                StateChain(name, version, hash, number);
                break;
            case ["roster", var version, var hash]:
                Expect(number, "方案版本不符。", "The roster's version does not fit.", seal.Roster.ToString(CultureInfo.InvariantCulture), version);
                Expect(number, "方案内容的哈希不符。", "The hash of the roster's lines does not fit.", _rosterHashes.GetValueOrDefault(seal.Roster).ToString(), hash);
                break;
            case ["seal", var no, var hash]:
                Expect(number, "封存编号不符。", "The seal's number does not fit.", _seal.ToString(CultureInfo.InvariantCulture), no);
                Expect(number, "封存自身留痕的哈希不符。", "The hash of the seal's own entry does not fit.", seal.WithoutRoot.ToString(), hash);
                break;
            case ["tally", var scope, ..]:
                seal.Stated[scope] = (number, line[(subject.Length + 1)..]);
                break;
            default:
                throw new MisfitException(number, "叶子的写法不对。", "The leaf is not well formed.", "chain, roster, seal, tally", line);
        }
    }

    private void StateChain(string name, string stated, string hash, long number)
    {
        if (!int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw new MisfitException(number, "叶子的版本号不对。", "The leaf's version is no number.", null, stated);
        }

        if (!_byName.TryGetValue(name, out var chain))
        {
            // A chain of the plan in which nothing has happened has no entries.
            Chains[ChainName.Of(name)] = _byName[name] = chain = new();
        }

        var before = chain.Sealed.Count == 0 ? -1 : chain.Sealed[^1].Version;
        _ = version > chain.Hashes.Count || version <= before
            ? throw new MisfitException(
                number, "封存的版本不在导出的链中，或比之前的封存旧。", "The sealed version is not in the chain, or older than in the seal before.", chain.Hashes.Count, version) : 0;
        Expect(number, "链头的哈希不符。", "The chain's hash at this version does not fit.", (version == 0 ? Hash.None : chain.Hashes[version - 1]).ToString(), hash);
        chain.Sealed.Add((_seal - 1, version));
    }

    /// <summary>All leaves of the newest seal were read: their number and their root.</summary>
    private void EndSeal()
    {
        if (_seal == 0)
        {
            return;
        }

        var seal = Seals[_seal - 1];
        Expect(seal.Line, "封存缺少对自身留痕的绑定。", "The seal does not bind its own entry.", $"seal {_seal} {seal.WithoutRoot}", _leaves["seal"]);
        Expect(seal.Line, "封存缺少方案版本。", "The seal does not bind its roster.", $"roster {seal.Roster} {_rosterHashes.GetValueOrDefault(seal.Roster)}",
            _leaves["roster"]);
        EndPlan(seal);
        Expect(seal.Line, "封存链的版本不符。", "The seal does not bind the seal before.", _seal - 1, _byName["seals"].Sealed is [.., var own] ? own.Version : -1);
        Expect(seal.Line, "链的数目不符。", "The number of chains does not fit.", _leaves.Count("chain"), seal.Chains);
        Expect(seal.Line, "汇总的数目不符。", "The number of tallies does not fit.", _leaves.Count("tally"), seal.Tallies);
        Expect(seal.Line, "封存的根与叶子不符。", "The root does not fit the leaves.", _leaves.Root().ToString(), seal.Root);
    }

    /// <summary>A seal's roster is the one that its part of the plan's chain brought into force.</summary>
    private void EndPlan(Seal seal)
    {
        var entries = _byName.GetValueOrDefault(PlanChainName)?.Sealed is [.., var known] ? known.Version : 0;
        if (entries == 0)
        {
            _ = Rosters.GetValueOrDefault(seal.Roster) is { Before: null } ? 0
                : throw new MisfitException(seal.Line, "封存的方案版本没有留痕。", "Nothing in the plan's chain made the seal's roster.", null, seal.Roster);
            return;
        }

        var (roster, at) = PlanChain.After(entries);
        Expect(seal.Line, "封存的方案版本与方案的留痕不符。", "The seal's roster is not the one of the plan's chain.", roster, seal.Roster);
        _ = at <= seal.At ? 0 : throw new MisfitException(seal.Line, "方案的留痕晚于包含它的封存。", "The plan's entry is later than the seal that holds it.", seal.At, at);
    }

    /// <summary>Every chain ends where the last seal found it; of the seals themselves the last one's own entry follows. No roster is idle.</summary>
    private void EndChains()
    {
        foreach (var (name, chain) in Chains)
        {
            var last = (chain.Sealed.Count == 0 ? 0 : chain.Sealed[^1].Version) + (name.Text == "seals" ? 1 : 0);
            Expect(chain.LastLine, "链在最后一次封存之后还有条目。", "The chain goes on after the last seal.", last, chain.Hashes.Count);
        }

        var stated = Seals.Select(seal => seal.Roster);
        var whole = PlanChain.Length == 0 ? stated : stated.Concat(Rosters.Keys.Where(version => version >= Plan!.Begin));
        Expect(Lines, "有未被任何封存使用的方案版本。", "A roster version belongs to no seal.", string.Join(',', whole.Distinct().Order()),
            string.Join(',', Rosters.Keys));
    }
}
