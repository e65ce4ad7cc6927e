using System.Text.Json;
using Rectification.Documents;
using Rectification.Plans;

namespace Rectification.Seeds.Wenzhou;

/// <summary>What the history is made from: the plan, and the invented reports in the order of their time.</summary>
internal sealed record WenzhouSource(PlanDocument Plan, IReadOnlyList<ProgressEntry> Progress)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidDataException">The plan is not a valid one.</exception>
    public static WenzhouSource Read(string folder)
    {
        var reading = PlanReader.Read(File.ReadAllBytes(Path.Combine(folder, "plan.json")));
        var wrong = reading.Document is { } plan ? PlanValidator.Validate(plan) : reading.Errors;
        if (wrong.Count > 0)
        {
            throw new InvalidDataException($"plan.json: {wrong[0].Pointer} {wrong[0].En}");
        }

        using var progress = File.OpenRead(Path.Combine(folder, "progress.json"));
        return new(PlanNormalizer.Normalize(reading.Document!), JsonSerializer.Deserialize<List<ProgressEntry>>(progress, Options)!);
    }
}

/// <summary>One report of progress.json; its README says what each field means.</summary>
internal sealed record ProgressEntry
{
    public required DateTimeOffset At { get; init; }

    public required int Measure { get; init; }

    public required string Unit { get; init; }

    public required int Percent { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>Further quantities by name; left out where there are none.</summary>
    public IReadOnlyDictionary<string, decimal>? Metrics { get; init; }

    public required string Note { get; init; }

    public required IReadOnlyList<ProgressEvidence> Evidence { get; init; }

    /// <summary>Why a long-term measure ends its concentrated period here; only on its lead's last report.</summary>
    public string? LongTermBasis { get; init; }
}

internal sealed record ProgressEvidence(string Name);
