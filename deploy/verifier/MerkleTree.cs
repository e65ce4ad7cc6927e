using System.Text;

namespace Rectification.Verifier;

/// <summary>
/// The leaves of the newest seal and their Merkle root, in the shape of RFC 6962. From one seal to the next only the paths above changed
/// leaves are hashed again, as long as no leaf is new or gone.
/// </summary>
internal sealed class MerkleTree
{
    /// <summary>Each leaf by what it is about. Blanks sort before all that ids are made of, so this is the order of the lines, too.</summary>
    private readonly SortedDictionary<string, string> _leaves = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private string[] _subjects = [];
    private Hash[][] _levels = [];
    private bool _sameLeaves;

    public string? this[string subject] => _leaves.GetValueOrDefault(subject);

    /// <summary>How many leaves begin with this word.</summary>
    public int Count(string kind) => _kinds.GetValueOrDefault(kind);

    public void Set(string subject, string line)
    {
        var known = _leaves.ContainsKey(subject);
        _leaves[subject] = line;
        _changed.Add(subject);
        Turn(subject, known ? 0 : 1);
    }

    public void Remove(string subject) => Turn(subject, _leaves.Remove(subject) ? -1 : 0);

    public Hash Root()
    {
        if (!_sameLeaves)
        {
            Grow();
        }

        foreach (var subject in _changed)
        {
            Mend(Array.BinarySearch(_subjects, subject, StringComparer.Ordinal), _leaves[subject]);
        }

        _changed.Clear();
        return _levels[^1][0];
    }

    private void Turn(string subject, int difference)
    {
        var kind = subject.Split(' ', 2)[0];
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + difference;
        _sameLeaves &= difference == 0;
    }

    private void Grow()
    {
        _subjects = [.. _leaves.Keys];
        var levels = new List<Hash[]> { _leaves.Values.Select(LeafHash).ToArray() };
        while (levels[^1].Length > 1)
        {
            var below = levels[^1];
            levels.Add([.. Enumerable.Range(0, (below.Length + 1) / 2).Select(node => NodeHash(below, node))]);
        }

        _levels = [.. levels];
        _sameLeaves = true;
        _changed.Clear();
    }

    private void Mend(int at, string line)
    {
        _levels[0][at] = LeafHash(line);
        for (var level = 1; level < _levels.Length; level++)
        {
            at /= 2;
            _levels[level][at] = NodeHash(_levels[level - 1], at);
        }
    }

    private static Hash LeafHash(string line)
    {
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(line)];
        Encoding.UTF8.GetBytes(line, bytes.AsSpan(1));
        return Hash.Of(bytes);
    }

    /// <summary>The node above two; one that stands alone goes up as it is.</summary>
    private static Hash NodeHash(Hash[] below, int node)
    {
        if (2 * node + 1 == below.Length)
        {
            return below[2 * node];
        }

        Span<byte> bytes = stackalloc byte[1 + 2 * Hash.Size];
        bytes[0] = 1;
        below[2 * node].CopyTo(bytes[1..]);
        below[2 * node + 1].CopyTo(bytes[(1 + Hash.Size)..]);
        return Hash.Of(bytes);
    }
}
