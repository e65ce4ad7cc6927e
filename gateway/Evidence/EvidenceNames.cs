using System.Globalization;
using Rectification.Measures;
using Rectification.Orders;

namespace Rectification.Gateway.Evidence;

/// <summary>The files a command names, and where in its body.</summary>
internal static class EvidenceNames
{
    /// <summary>Most pieces one report names; the measure refuses more.</summary>
    private const int MaxNamed = 50;

    /// <summary>Every hash once. What is no hash is the measure's to refuse.</summary>
    public static IReadOnlyList<(string Sha256, string Pointer)> Of(MeasureCommand command) => command switch
    {
        ReportProgress { Evidence: { Count: > 0 and <= MaxNamed } named } => [.. Of(named)],
        RecordStandingCheck { Evidence: { Count: > 0 and <= MaxNamed } named } => [.. Of(named)],
        RequestWaiting { Evidence: { Count: > 0 and <= MaxNamed } named } => [.. Of(named)],
        RegisterInstitution { Evidence.Sha256: { } sole } when IsHash(sole) => [(sole, "/evidence")],
        _ => [],
    };

    /// <inheritdoc cref="Of(MeasureCommand)"/>
    public static IReadOnlyList<(string Sha256, string Pointer)> Of(OrderCommand command) =>
        command is AnswerOrder { Evidence: { Count: > 0 and <= MaxNamed } named } ? [.. Of(named)] : [];

    private static IEnumerable<(string Sha256, string Pointer)> Of(IReadOnlyList<EvidenceReference> named) => named.Index()
        .Where(piece => piece.Item.Sha256 is { } hash && IsHash(hash))
        .DistinctBy(piece => piece.Item.Sha256)
        .Select(piece => (piece.Item.Sha256!, string.Create(CultureInfo.InvariantCulture, $"/evidence/{piece.Index}")));

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
