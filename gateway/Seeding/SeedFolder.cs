using Rectification.Documents;
using Rectification.Gateway.History;
using Rectification.Plans;

namespace Rectification.Gateway.Seeding;

/// <summary>A case that comes with the program: its plan, and what happened in it.</summary>
internal static class SeedFolder
{
    /// <summary>The real case.</summary>
    public const string Wenzhou = "wenzhou-2024";

    /// <summary>The normalized plan and the past commands, in order of time.</summary>
    /// <exception cref="InvalidOperationException">There is no such case.</exception>
    public static (PlanDocument Plan, IReadOnlyList<HistoryLine> Lines) Read(string seed)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "seeds", seed);
        if (!Directory.Exists(folder))
        {
            throw new InvalidOperationException($"没有示例数据 Seed={seed}。 There are no seeds of the name {seed}.");
        }

        var reading = PlanReader.Read(File.ReadAllBytes(Path.Combine(folder, "plan.json")));
        var plan = PlanNormalizer.Normalize(reading.Document ?? throw new InvalidDataException(reading.Errors[0].En));
        var (lines, errors) = HistoryReader.Read(File.ReadAllBytes(Path.Combine(folder, "history.ndjson")));
        return errors.Count == 0 ? (plan, lines) : throw new InvalidDataException(errors[0].En);
    }
}
