using System.Globalization;
using System.Text.Json;
using Rectification.Digests;

namespace Rectification.Gateway.Digests;

/// <summary>Frozen digests as they are read from their bytes.</summary>
internal static class DigestReading
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The period a route names; <see langword="null"/> where it names none.</summary>
    public static DateOnly? Period(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static async Task<FrozenDigest?> Find(IGrainFactory grains, string plan, string period) =>
        Period(period) is { } day ? await grains.GetGrain<IDigestGrain>(plan).Get(day) : null;

    public static Digest Content(FrozenDigest frozen) =>
        JsonSerializer.Deserialize(frozen.Content, DigestJson.Canonical.Digest) ?? throw new InvalidDataException("A digest is empty.");
}
