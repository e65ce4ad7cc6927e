using System.Globalization;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>Short ways to read sealed JSON. What is missing or of another kind throws; the reader of a line says which it was.</summary>
internal static class Json
{
    private const string Day = "yyyy-MM-dd";

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    public static string? TextOrNull(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static int Int(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    public static int IntOr(this JsonElement json, string name, int otherwise) => json.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    public static decimal? DecimalOrNull(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    public static DateOnly Date(this JsonElement json, string name) => DateOnly.ParseExact(json.Text(name), Day, CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(this JsonElement json, string name) => json.GetProperty(name).GetDateTimeOffset();

    public static JsonElement? Find(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

    /// <summary>Whether reading failed because the JSON is not as it should be.</summary>
    public static bool IsUnreadable(Exception problem) =>
        problem is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException or ArgumentException
            or TimeZoneNotFoundException;
}
