using System.Text.Json.Nodes;

namespace Rectification.Tests.Contracts.Plans;

/// <summary>The seeded plan, and copies of it with something changed.</summary>
internal static class WenzhouPlan
{
    public static readonly byte[] Bytes = File.ReadAllBytes(PathOf("plan.json"));

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "wenzhou-2024", file);

    public static byte[] With(Action<JsonObject> change)
    {
        var plan = JsonNode.Parse(Bytes)!.AsObject();
        change(plan);
        return System.Text.Encoding.UTF8.GetBytes(plan.ToJsonString());
    }

    /// <summary>The plan with the value at a JSON pointer replaced by JSON text, or taken away where there is none.</summary>
    public static byte[] With(string pointer, string? json) => With(plan => Set(plan, pointer, json));

    public static void Set(JsonObject plan, string pointer, string? json)
    {
        var steps = pointer[1..].Split('/');
        JsonNode parent = plan;
        foreach (var step in steps[..^1])
        {
            parent = (parent is JsonArray array ? array[int.Parse(step)] : parent.AsObject()[step] ??= new JsonObject())!;
        }

        var value = json is null ? null : JsonNode.Parse(json);
        if (parent is JsonArray list)
        {
            list[int.Parse(steps[^1])] = value;
        }
        else if (json is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent.AsObject()[steps[^1]] = value;
        }
    }
}
