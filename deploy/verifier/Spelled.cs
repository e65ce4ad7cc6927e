using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>Compares what two programs spelled: a later one may state members that an earlier one left out.</summary>
internal static class Spelled
{
    /// <summary>Whether the later JSON says all that the earlier one does, in the same words.</summary>
    public static bool Holds(string earlier, string later)
    {
        if (earlier == later)
        {
            return true;
        }

        using var before = JsonDocument.Parse(earlier);
        using var after = JsonDocument.Parse(later);
        return Holds(before.RootElement, after.RootElement);
    }

    private static bool Holds(JsonElement before, JsonElement after) => before.ValueKind == after.ValueKind && before.ValueKind switch
    {
        JsonValueKind.Object => before.EnumerateObject().All(member => after.TryGetProperty(member.Name, out var same) && Holds(member.Value, same)),
        JsonValueKind.Array => before.GetArrayLength() == after.GetArrayLength()
            && before.EnumerateArray().Zip(after.EnumerateArray()).All(pair => Holds(pair.First, pair.Second)),
        _ => before.GetRawText() == after.GetRawText(),
    };
}
