using System.Globalization;
using System.Text.Json.Nodes;

namespace Rectification.Digests;

/// <summary>Compares a frozen digest with the one computed again, figure by figure. Pure.</summary>
internal static class DigestComparison
{
    private const int MaxDifferences = 100;

    /// <summary>What may be called otherwise today, and which seal was the newest, is no figure.</summary>
    private static readonly HashSet<string> Names = ["name", "title", "text", "beforeText", "trail", "decimals"];

    /// <summary>Parts that can be computed again only while what the plan, or the product, said then still holds; and what says so.</summary>
    private static readonly (string Part, string Grounds)[] Grounded =
        [("sources", "sourcesOf"), ("figures", "figuresOf"), ("likelyLate", "forecastModel")];

    public static DigestRecount Of(DateOnly period, bool bytesMatch, byte[] frozen, byte[] recounted)
    {
        var (differences, compared) = (new List<DigestDifference>(), 0);
        var (then, now) = (JsonNode.Parse(frozen)!.AsObject(), JsonNode.Parse(recounted)!.AsObject());
        foreach (var (part, grounds) in Grounded.Where(part => !JsonNode.DeepEquals(then[part.Grounds], now[part.Grounds])))
        {
            _ = (then.Remove(part), now.Remove(part), then.Remove(grounds), now.Remove(grounds));
        }

        Compare("", then, now);
        return new() { Period = period, BytesMatch = bytesMatch, Checked = compared, Differences = differences };

        void Compare(string at, JsonNode? one, JsonNode? other)
        {
            if (one is JsonObject object1 && other is JsonObject object2)
            {
                foreach (var name in object1.Select(member => member.Key).Union(object2.Select(member => member.Key)).Where(name => !Names.Contains(name)))
                {
                    Compare($"{at}/{name}", object1[name], object2[name]);
                }
            }
            else if (one is JsonArray array1 && other is JsonArray array2)
            {
                for (var i = 0; i < Math.Max(array1.Count, array2.Count); i++)
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"{at}/{i}");
                    Compare(place, i < array1.Count ? array1[i] : null, i < array2.Count ? array2[i] : null);
                }
            }
            else
            {
                compared++;
                if (!JsonNode.DeepEquals(one, other) && differences.Count < MaxDifferences)
                {
                    differences.Add(new() { Pointer = at, Frozen = Text(one), Recounted = Text(other) });
                }
            }
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "";
}
