using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>Repeats the weighted draws of look-backs from their seeds.</summary>
internal static class LookBackDraw
{
    public static void Check(JsonElement entry, long number)
    {
        foreach (var drawn in entry.Items("events").Where(happened => happened.TextOrNull("type") == "drawn"))
        {
            var stated = drawn.Items("drawn").Select(no => no.GetInt32()).ToList();
            var repeated = Repeat(drawn);

            // What counts is which measures were drawn; the list may be in the order of the draw or by number.
            if (!stated.SequenceEqual(repeated) && !stated.SequenceEqual(repeated.Order()))
            {
                throw new MisfitException(
                    number, "回头看抽样按种子重算的结果不同。", "The look-back's draw, repeated from its seed, differs.", string.Join(',', repeated), string.Join(',', stated));
            }
        }
    }

    private static List<int> Repeat(JsonElement drawn)
    {
        var left = drawn.Items("candidates").Select(candidate => (No: candidate.Int("measure"), Weight: (ulong)candidate.Int("weight")))
            .OrderBy(candidate => candidate.No).ToList();
        var (seed, wanted) = (drawn.Text("seed"), Math.Max(drawn.Int("minimum"), (int)Math.Ceiling(drawn.GetProperty("share").GetDecimal() * left.Count)));
        var result = new List<int>();
        for (var i = 0; left.Count > 0 && i < wanted; i++)
        {
            var total = left.Aggregate(0UL, (sum, candidate) => sum + candidate.Weight);
            if (total == 0)
            {
                throw new FormatException("weights");
            }

            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{i}")));
            var point = BinaryPrimitives.ReadUInt64BigEndian(hash) % total;
            var (at, sum) = (0, left[0].Weight);
            while (sum <= point)
            {
                sum += left[++at].Weight;
            }

            result.Add(left[at].No);
            left.RemoveAt(at);
        }

        return result;
    }
}
