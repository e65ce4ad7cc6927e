using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Rectification.Gateway.Http;

/// <summary>Says what is wrong with a body that could not be read, and where. Off the fast path: it reads the body once more.</summary>
internal static class BodyErrors
{
    private const int AnyDepth = 1_000_000;

    public static Refusal Explain(ReadOnlyMemory<byte> body, JsonTypeInfo type, JsonException error)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = ApiJson.MaxDepth });
            return Explain(json.RootElement, type, error);
        }
        catch (JsonException)
        {
            return IsTooDeep(body) ? HttpRefusals.TooDeep : HttpRefusals.JsonMalformed;
        }
        catch (InvalidOperationException)
        {
            // Names that are not valid text are found only when they are compared.
            return HttpRefusals.JsonMalformed;
        }
    }

    public static Refusal Explain(JsonElement root, JsonTypeInfo type, JsonException error)
    {
        var steps = Steps(error.Path);
        return Missing(root, type, steps) is { } missing ? HttpRefusals.FieldMissing(missing) : HttpRefusals.FieldType(Pointer(steps));
    }

    private static bool IsTooDeep(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = AnyDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Pointer to the first required field that the object at the place of the error lacks.</summary>
    private static string? Missing(JsonElement value, JsonTypeInfo type, IReadOnlyList<string> steps)
    {
        var at = new List<string>();
        foreach (var step in steps)
        {
            if (type.Properties.FirstOrDefault(property => property.Name == step) is not { } property
                || value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
            {
                return null;
            }

            type = type.Options.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            at.Add(step);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in type.Properties)
        {
            if (property.IsRequired && !value.TryGetProperty(property.Name, out _))
            {
                return Pointer([.. at, property.Name]);
            }
        }

        return null;
    }

    /// <summary>The steps of a serializer's path, <c>$.standing.basis</c> or <c>$.evidence[0]</c> or <c>$['a b']</c>.</summary>
    private static List<string> Steps(string? path)
    {
        var steps = new List<string>();
        var rest = (path ?? "$").AsSpan();
        rest = rest is ['$', ..] ? rest[1..] : rest;
        while (!rest.IsEmpty)
        {
            var quoted = rest.StartsWith("['", StringComparison.Ordinal);
            var start = quoted ? 2 : 1;
            var length = quoted ? rest[start..].IndexOf("']", StringComparison.Ordinal)
                : rest[0] == '[' ? rest[start..].IndexOf(']')
                : rest[start..].IndexOfAny('.', '[');
            length = length < 0 ? rest.Length - start : length;
            steps.Add(rest.Slice(start, length).ToString());
            var closing = quoted ? 2 : rest[0] == '[' ? 1 : 0;
            rest = rest[Math.Min(rest.Length, start + length + closing)..];
        }

        return steps;
    }

    public static string Pointer(IEnumerable<string> steps)
    {
        var pointer = new StringBuilder();
        foreach (var step in steps)
        {
            pointer.Append('/').Append(step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }
}
