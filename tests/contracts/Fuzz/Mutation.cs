using System.Text;
using System.Text.Json.Nodes;

namespace Rectification.Tests.Contracts.Fuzz;

/// <summary>Turns what is right into something nearly right, from a seed.</summary>
internal static class Mutation
{
    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "79228162514264337593543950336", "9223372036854775808", "\"\"", "\" \"", "\"x\"", "\"a:b\"", "\"\\u0000\"",
        "\"0001-01-01\"",
        "\"9999-12-31\"", "\"2026-02-30\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"24:00\"", "\"长长\"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "[\"x\",\"x\"]", "{\"a\":null}",
    ];

    /// <summary>JSON with some of its values replaced, doubled or taken away; now and then broken in its bytes.</summary>
    public static byte[] OfJson(Random random, byte[] json)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var containers = Containers(root).ToList();
            switch (containers[random.Next(containers.Count)])
            {
                case JsonArray list when list.Count > 0 && random.Next(3) > 0:
                    list[random.Next(list.Count)] = Value(random);
                    break;
                case JsonArray list:
                    list.Insert(random.Next(list.Count + 1), Value(random));
                    break;
                case JsonObject { Count: > 0 } fields:
                    var name = fields.ElementAt(random.Next(fields.Count)).Key;
                    if (random.Next(4) == 0)
                    {
                        fields.Remove(name);
                    }
                    else
                    {
                        fields[name] = Value(random);
                    }

                    break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(root.ToJsonString());
        return random.Next(5) == 0 ? OfBytes(random, bytes) : bytes;
    }

    /// <summary>Some bytes changed; now and then the end cut off.</summary>
    public static byte[] OfBytes(Random random, byte[] whole)
    {
        var bytes = (byte[])whole.Clone();
        for (var flips = random.Next(1, 8); flips > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static JsonNode? Value(Random random) => JsonNode.Parse(Odd[random.Next(Odd.Length)]);

    private static IEnumerable<JsonNode> Containers(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(Containers).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Containers).Prepend(node),
        _ => [],
    };
}
