using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Rectification.Documents;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Contracts.Plans;

namespace Rectification.Tests.Contracts.Seeds;

/// <summary>history.ndjson as anybody would read it who knows only the contract, and each measure's states by the product's rules.</summary>
internal sealed class WenzhouCampaign
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private WenzhouCampaign(PlanDocument plan, IReadOnlyList<Line> lines)
    {
        Plan = plan;
        Lines = lines;
        var calendar = PlanCalendar.Of(plan.TimeZone);
        var commands = lines.Where(line => line.Measure is not null).ToLookup(line => line.Measure!.Value);
        Measures = plan.Measures.ToDictionary(
            measure => measure.No, measure => Play(new(measure, plan.Rules, calendar, plan.Leaders[0].Id), [.. commands[measure.No]]));
    }

    public PlanDocument Plan { get; }

    public IReadOnlyList<Line> Lines { get; }

    public IReadOnlyDictionary<int, Story> Measures { get; }

    public static WenzhouCampaign Read() => new(
        PlanReader.Read(WenzhouPlan.Bytes).Document!,
        [.. File.ReadLines(WenzhouPlan.PathOf("history.ndjson")).Select(line => Parse(JsonNode.Parse(line)!.AsObject()))]);

    private static Line Parse(JsonObject line)
    {
        var kind = (string)line["command"]!;
        var body = line["body"]!.AsObject();
        body.Insert(0, "command", kind);
        var actor = line["actor"]!.AsObject();
        return new()
        {
            Id = (string)line["id"]!,
            At = line["at"]!.GetValue<DateTimeOffset>(),
            Measure = (int?)line["measure"],
            Problem = (int?)line["problem"],
            Kind = kind,
            Actor = new()
            {
                Account = (string)actor["account"]!,
                Roles = actor["roles"].Deserialize<Roles[]>(Options)!.Aggregate((one, other) => one | other),
                Units = actor["units"].Deserialize<string[]>()!,
                Leaders = actor["leaders"].Deserialize<string[]>()!,
            },
            Command = line["measure"] is null ? null : body.Deserialize<MeasureCommand>(Options),
        };
    }

    private static Story Play(MeasureContext context, IReadOnlyList<Line> commands)
    {
        var states = new List<(DateTimeOffset At, MeasureState State)> { (DateTimeOffset.MinValue, MeasureState.Initial) };
        foreach (var line in commands)
        {
            var state = states[^1].State;
            var verdict = MeasureDecider.Decide(context, state, line.Command!, line.Actor, line.At, historical: true);
            states.Add(verdict.Refusal is null && line.At >= state.LastAt
                ? (line.At, MeasureEvolution.Apply(context, state, verdict.Events, line.Actor.Account, line.At))
                : throw new InvalidOperationException($"{line.Id}: {verdict.Refusal?.Code ?? "runs backwards"}"));
        }

        return new(context, states);
    }

    internal sealed record Line
    {
        public required string Id { get; init; }

        public required DateTimeOffset At { get; init; }

        public required int? Measure { get; init; }

        public required int? Problem { get; init; }

        public required string Kind { get; init; }

        public required Actor Actor { get; init; }

        public required MeasureCommand? Command { get; init; }
    }

    /// <param name="Context">The measure in its plan.</param>
    /// <param name="States">Its states, each from its instant until the next one's.</param>
    internal sealed record Story(MeasureContext Context, IReadOnlyList<(DateTimeOffset At, MeasureState State)> States)
    {
        public MeasureState End => States[^1].State;
    }
}
