using System.Text.Json.Serialization;

namespace Rectification.Benchmarks.Peer;

internal sealed record PeerReport(string Unit, int Percent, decimal? Quantity, string Note, string[]? Evidence);

/// <summary>The answer to a report, about as large as the product's.</summary>
internal sealed record PeerAnswer(PeerMeasure Measure, string Token);

internal sealed record PeerMeasure(
    string Plan, int No, string Text, string Status, string LeadUnit, DateOnly Deadline, int Version, IReadOnlyList<PeerAssignment> Assignments);

internal sealed record PeerAssignment(string Unit, bool Lead, int Percent, decimal? Quantity, int Reports, DateTimeOffset ReportedAt);

internal sealed record PeerSheet(string Plan, string Scope, DateTimeOffset AsOf, long Version, PeerCounts Assignments);

internal sealed record PeerCounts(int Total, int Started, long PercentSum, long Reports, double? Rate);

internal sealed record PeerProblem(string Code, string Title, int Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PeerReport))]
[JsonSerializable(typeof(PeerAnswer))]
[JsonSerializable(typeof(PeerSheet))]
[JsonSerializable(typeof(PeerProblem))]
internal sealed partial class PeerJson : JsonSerializerContext;
