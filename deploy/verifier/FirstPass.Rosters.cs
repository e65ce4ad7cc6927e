using System.Security.Cryptography;
using System.Text;

namespace Rectification.Verifier;

internal sealed partial class FirstPass
{
    private readonly IncrementalHash _rosterSha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _proposedSha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<int, Hash> _rosterHashes = [];
    private int _version;
    private Roster? _lastRoster;

    public SortedDictionary<int, Roster> Rosters { get; } = [];

    /// <summary>The plan from the version with which its chain begins; null until the first roster was read.</summary>
    public PlanInTime? Plan { get; private set; }

    private void RosterLine(ref Spelling spelling, long number)
    {
        spelling.Literal("roster\",\"version\":"u8);
        var version = (int)spelling.Number();
        spelling.Literal(",\"line\":\""u8);
        var line = spelling.Bytes(_text);
        spelling.Literal("}"u8);
        spelling.End();
        var last = _version;
        if (version < last)
        {
            throw new MisfitException(number, "方案版本的顺序不对。", "The roster versions are not in order.", last, version);
        }

        try
        {
            using var json = _canonical.Parse(_text.WrittenMemory);
            var bytes = BitConverter.ToUInt128(SHA256.HashData(line));
            if (version > last)
            {
                EndRoster(number);
                Begin(version, json.RootElement, bytes, number);
            }
            else
            {
                Rosters[version].Add(json.RootElement, bytes, _lastRoster);
            }
        }
        catch (Exception problem) when (Json.IsUnreadable(problem))
        {
            throw new MisfitException(number, "方案行无法读取。", "The roster's line cannot be read.", null, problem.Message);
        }

        _version = version;
        Append(_rosterSha, line);
        if (Rosters[version] is { Before: not null } amended)
        {
            // What is proposed are the lines as they are to be; which rules were before follows from when they come into force.
            Append(_proposedSha, version > last && amended.Header != amended.Before.Header ? Encoding.UTF8.GetBytes(amended.Header.Text) : line);
        }
    }

    private void Begin(int version, System.Text.Json.JsonElement first, UInt128 bytes, long number)
    {
        if (_lastRoster is null || version <= chainBegin.Value)
        {
            Rosters.Add(version, Roster.Whole(version, first));
            Expect(number, "方案编号与首行不符。", "The plan is not the one of the first line.", _plan, Rosters[version].Plan);
            return;
        }

        Expect(number, "方案版本不连续。", "The roster versions have a gap.", _lastRoster.Version + 1, version);
        Rosters.Add(version, Roster.Amended(_lastRoster, first, bytes));
        Append(_rosterSha, Encoding.UTF8.GetBytes(_rosterHashes[_lastRoster.Version].ToString()));
        Append(_proposedSha, []);
    }

    private void EndRoster(long number)
    {
        if (!Rosters.TryGetValue(_version, out var ended))
        {
            return;
        }

        _rosterHashes[ended.Version] = Hash.Finish(_rosterSha);
        if (ended.Before is null)
        {
            Plan = new(ended);
        }
        else
        {
            ended.Fingerprint = Hash.Finish(_proposedSha);
            if (Plan!.Take(ended) is { } wrong)
            {
                throw new MisfitException(number - 1, wrong.Zh, wrong.En, wrong.Expected, wrong.Found);
            }
        }

        _lastRoster = ended;
    }

    private static void Append(IncrementalHash sha, ReadOnlySpan<byte> line)
    {
        sha.AppendData(line);
        sha.AppendData("\n"u8);
    }
}
