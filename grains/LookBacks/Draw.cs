using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rectification.Measures;
using Rectification.Signals;

namespace Rectification.LookBacks;

/// <summary>
/// The draw of a look-back: weights from what a trail shows, and a choice that follows from the seed alone. <c>docs/reference/look-back.md</c> is
/// its contract.
/// </summary>
public static class Draw
{
    private const int LateWeight = 2;
    private const int MostSignals = 3;

    /// <summary>What the measure weighs, and why.</summary>
    /// <param name="context">The measure.</param>
    /// <param name="state">Its state; signed off.</param>
    /// <param name="everReturned">Whether a request of it was ever returned.</param>
    /// <param name="signals">Kinds of signals its trail shows.</param>
    public static DrawCandidate Weigh(MeasureContext context, MeasureState state, bool everReturned, IEnumerable<PaperSignalKind> signals)
    {
        var kinds = signals.Distinct().Order().ToList();
        var late = state.SignedOffAt >= context.Calendar.EndOf(context.Definition.Deadline);
        var extended = context.Deadline(state) != context.Definition.Deadline;
        return new()
        {
            Measure = context.Definition.No,
            Weight = 1 + (late ? LateWeight : 0) + (extended ? 1 : 0) + (everReturned ? 1 : 0) + Math.Min(MostSignals, kinds.Count),
            Reasons =
            [
                .. late ? ["late"] : Array.Empty<string>(),
                .. extended ? ["extended"] : Array.Empty<string>(),
                .. everReturned ? ["returned"] : Array.Empty<string>(),
                .. kinds.Select(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())),
            ],
        };
    }

    /// <summary>How many are drawn.</summary>
    public static int Count(int candidates, decimal share, int minimum) => Math.Min(candidates, Math.Max(minimum, (int)Math.Ceiling(share * candidates)));

    /// <summary>Numbers of the drawn measures, in the order drawn.</summary>
    /// <param name="seed">What it follows from.</param>
    /// <param name="candidates">In order of number.</param>
    /// <param name="count">How many; at most as many as there are.</param>
    public static IReadOnlyList<int> Choose(string seed, IReadOnlyList<DrawCandidate> candidates, int count)
    {
        var remaining = new WeightTree(candidates);
        var drawn = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            drawn.Add(candidates[remaining.TakeAt(Number(seed, i) % (ulong)remaining.Total)].Measure);
        }

        return drawn;
    }

    private static ulong Number(string seed, int i) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{i}"))));

    /// <summary>Running sums of weights in a tree, so that a draw of thousands among thousands is no square of them.</summary>
    private sealed class WeightTree
    {
        private readonly int _leaves;
        private readonly long[] _sums;

        public WeightTree(IReadOnlyList<DrawCandidate> candidates)
        {
            _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, candidates.Count));
            _sums = new long[2 * _leaves];
            for (var i = 0; i < candidates.Count; i++)
            {
                _sums[_leaves + i] = candidates[i].Weight;
            }

            for (var node = _leaves - 1; node > 0; node--)
            {
                _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
            }
        }

        public long Total => _sums[1];

        /// <summary>Removes and gives the first place whose running sum exceeds <paramref name="point"/>.</summary>
        public int TakeAt(ulong point)
        {
            var (node, rest) = (1, (long)point);
            while (node < _leaves)
            {
                node *= 2;
                if (rest >= _sums[node])
                {
                    rest -= _sums[node];
                    node++;
                }
            }

            var weight = _sums[node];
            for (var above = node; above > 0; above /= 2)
            {
                _sums[above] -= weight;
            }

            return node - _leaves;
        }
    }
}
