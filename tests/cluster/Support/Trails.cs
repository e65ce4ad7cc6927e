using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Support;

/// <summary>A trail as anybody outside would check it: no code of the product but the reading.</summary>
internal static class Trails
{
    /// <summary>The whole trail, read in pages, its chain verified by hand.</summary>
    public static Task<IReadOnlyList<TrailLine>> Verified(this IMeasureGrain measure, int limit = 500) => Verified(measure, TimeProvider.System, limit);

    /// <summary>The same in another time.</summary>
    public static async Task<IReadOnlyList<TrailLine>> Verified(this IMeasureGrain measure, TimeProvider time, int limit = 500)
    {
        var lines = new List<TrailLine>();
        while (true)
        {
            var slice = (await measure.GetTrail(lines.Count, limit).WaitAsync(Eventually.Limit, time, TestContext.Current.CancellationToken))!;
            Assert.InRange(slice.Entries.Count, 0, limit);
            lines.AddRange(slice.Entries);
            if (lines.Count >= slice.LastVersion)
                break;
            Assert.NotEmpty(slice.Entries);
        }

        var previous = new string('0', 64);
        for (var i = 0; i < lines.Count; i++)
        {
            byte[] text = [.. Convert.FromHexString(previous), .. Encoding.UTF8.GetBytes(lines[i].Entry)];
            Assert.Equal(i + 1, lines[i].Version);
            Assert.Equal(previous, lines[i].PreviousHash);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(text)), lines[i].Hash);
            previous = lines[i].Hash;
        }

        return lines;
    }

    /// <summary>Ids of the commands in the trail, oldest first.</summary>
    public static IReadOnlyList<string> Ids(this IEnumerable<TrailLine> lines) =>
        [.. lines.Select(line => JsonDocument.Parse(line.Entry).RootElement.GetProperty("id").GetString()!)];
}
