using Orleans.Concurrency;
using Rectification.Measures;
using Rectification.Rosters;

namespace Rectification.Forecasts;

/// <summary>Reads the trails as far as a moment, and leaves the rest to <see cref="Foretelling"/>.</summary>
[GrainType("plan-forecast"), StatelessWorker]
internal sealed class ForecastGrain(PlanServices plans, WholeTrails trails) : Grain, IForecastGrain
{
    /// <summary>Every measure's trail is read and the chances of every count are computed: larger plans are not foretold.</summary>
    private const int MaxMeasures = 5_000;

    private string Plan => this.GetPrimaryKeyString();

    public async Task<PlanForecast?> Get(DateTimeOffset? asOf, DateTimeOffset? knownAt, DateOnly? by)
    {
        var frame = await plans.Frames.Get(Plan) ?? throw new InvalidOperationException($"There is no plan {Plan}.");
        if (frame.MeasureCount > MaxMeasures)
        {
            return null;
        }

        // Of the time to come nothing is known but what is known now.
        var now = plans.Clock.GetUtcNow();
        var (known, moment, courses) = (frame.KnownAt(knownAt), asOf < now ? asOf.Value : now, new List<MeasureCourse>());
        await foreach (var page in plans.Rosters.ProblemPages(frame, after: 0))
        {
            foreach (var line in page)
            {
                foreach (var history in await trails.ReadMany(Plan, line.Measures))
                {
                    var definition = (await plans.Rosters.Measure(frame, history.No))!;
                    if (MeasureCourse.At(new(known, definition, history.Entries), history.Entries, moment, knownAt) is { } course)
                    {
                        courses.Add(course);
                    }
                }
            }
        }

        return Foretelling.Of(known, courses, moment, by);
    }
}
