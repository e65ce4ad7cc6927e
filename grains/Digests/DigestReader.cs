using System.Text;
using Rectification.Chains;
using Rectification.Forecasts;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rosters;
using Rectification.Trails;

namespace Rectification.Digests;

/// <summary>Computes a digest from the trails alone: the same slot gives the same figures, today and in a year.</summary>
internal sealed class DigestReader(RosterReader rosters, WholeTrails trails, Replay replay, IGrainFactory grains)
{
    /// <summary>Most lines of one part.</summary>
    private const int MaxLines = 2_000;

    /// <summary>Lines of the chain of orders read in one call.</summary>
    private const int OrderSlice = 500;

    /// <param name="frame">The plan.</param>
    /// <param name="slot">What it covers.</param>
    /// <param name="rankFrom">Units with fewer assignments are not ranked; <see langword="null"/>: nobody is.</param>
    /// <param name="trail">The seal it is from.</param>
    /// <param name="model">The model that foretells; <see langword="null"/>, or one that is not the one of today: nothing is foretold.</param>
    /// <exception cref="InvalidDataException">Parts do not add up: two ways of counting disagree, and nothing is frozen.</exception>
    public async Task<Digest> Read(PlanFrame frame, DigestSlot slot, int? rankFrom, DigestTrail trail, int? model)
    {
        var known = frame.KnownAt(slot.Moment);
        var collection = new DigestCollection(known, slot);
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            foreach (var line in page)
            {
                foreach (var history in await trails.ReadMany(frame.Plan, line.Measures))
                {
                    var definition = (await rosters.Measure(frame, history.No))!;
                    collection.Add(new(known, definition, history.Entries), history.Entries, line.Problem.Category);
                }
            }
        }

        var orders = DigestOrders.Of(await Orders(frame.Plan), slot, PlanCalendar.Of(frame.TimeZone), collection.Unit);
        var foretells = model == ForecastModel.Version;
        return Digest(frame, slot, (rankFrom, trail, foretells), await Headline(frame, slot, collection.Reopened), collection, orders);
    }

    private async Task<DigestHeadline> Headline(PlanFrame frame, DigestSlot slot, int reopened)
    {
        var now = (await replay.Tallies(frame.KnownAt(slot.Moment), [slot.To], slot.Moment))[frame.RootRegion][0];
        var before = (await replay.Tallies(frame.KnownAt(slot.Before), [slot.From], slot.Before))[frame.RootRegion][0];
        DigestCount Count(Figure done, params ReadOnlySpan<Figure> totals)
        {
            var (total, totalBefore) = (0L, 0L);
            foreach (var figure in totals)
            {
                (total, totalBefore) = (total + now[figure], totalBefore + before[figure]);
            }

            return new() { Done = now[done], Total = total, DoneBefore = before[done], TotalBefore = totalBefore };
        }

        return new()
        {
            Measures = Count(Figure.SignedOff, Figure.MeasureTotal),
            Problems = Count(Figure.ProblemSignedOff, Figure.ProblemTotal),
            Assignments = Count(Figure.AssignmentDone, Figure.AssignmentTotal),
            Institutions = Count(Figure.InstitutionRegistered, Figure.InstitutionNew, Figure.InstitutionRevised),
            BasicallyDone = now[Figure.BasicallyDone],
            Reopened = reopened,
            Overdue = now[Figure.Overdue],
            Yellow = now[Figure.Yellow],
            Red = now[Figure.Red],
        };
    }

    private static Digest Digest(
        PlanFrame frame, DigestSlot slot, (int? RankFrom, DigestTrail Trail, bool Foretells) stated, DigestHeadline headline, DigestCollection collection,
        IReadOnlyList<DigestOrder> orders)
    {
        var categories = collection.Shares.Categories();
        RequireSum(headline, collection, categories);
        var leftOut = new Dictionary<string, int>(StringComparer.Ordinal);
        var likelyLate = stated.Foretells ? Most("likelyLate", collection.Forecast.Lines()) : null;
        return new()
        {
            Plan = frame.Plan,
            Title = frame.Title,
            Period = slot.Period,
            From = slot.From,
            To = slot.To,
            Moment = slot.Moment,
            Before = slot.Before,
            ReportBy = slot.ReportBy,
            Provisional = slot.Provisional,
            Decimals = frame.Rules.DecimalsOfPercent(),
            RankFrom = stated.RankFrom,
            Trail = stated.Trail,
            Headline = headline,
            SignedOff = Most("signedOff", collection.SignedOff.OrderBy(line => line.At).ThenBy(line => line.Measure.No)),
            Reporting = Most("reporting", collection.Reports.Lines()),
            Overdue = Most("overdue", collection.Overdue.OrderByDescending(line => line.Days).ThenBy(line => line.Measure.No)),
            DueNext = Most("dueNext", collection.DueNext.OrderBy(line => line.Deadline).ThenBy(line => line.Measure.No)),
            Lights = Most("lights", collection.Lights.OrderByDescending(line => line.Light).ThenBy(line => line.Measure.No)),
            Orders = Most("orders", orders),
            Returns = Most("returns", collection.Returns.OrderBy(line => line.At).ThenBy(line => line.Measure.No)),
            Extensions = Most("extensions", collection.Extensions.OrderBy(line => line.Granted).ThenBy(line => line.Since).ThenBy(line => line.Measure.No)),
            Ranking = collection.Shares.Ranking(stated.RankFrom),
            Categories = categories,
            LeftOut = leftOut.Count == 0 ? null : leftOut,
            ForecastModel = stated.Foretells ? ForecastModel.Version : null,
            LikelyLate = likelyLate,
        };

        IReadOnlyList<T> Most<T>(string part, IEnumerable<T> lines)
        {
            var all = lines.ToList();
            if (all.Count > MaxLines)
            {
                leftOut[part] = all.Count - MaxLines;
            }

            return [.. all.Take(MaxLines)];
        }
    }

    private static void RequireSum(DigestHeadline headline, DigestCollection collection, IReadOnlyList<DigestPart> categories)
    {
        var lit = collection.Lights.CountBy(line => line.Light).ToDictionary();
        (string What, long Headline, long Parts)[] sums =
        [
            ("measures", headline.Measures.Total, categories.Sum(part => part.Total)),
            ("signed off", headline.Measures.Done, categories.Sum(part => part.Done)),
            ("problems", headline.Problems.Total, categories.Sum(part => part.Problems)),
            ("overdue", headline.Overdue, collection.Overdue.Count),
            ("yellow", headline.Yellow, lit.GetValueOrDefault(Light.Yellow)),
            ("red", headline.Red, lit.GetValueOrDefault(Light.Red)),
        ];
        foreach (var (what, whole, parts) in sums.Where(sum => sum.Headline != sum.Parts))
        {
            throw new InvalidDataException($"The digest's {what} are {whole}, but its parts add up to {parts}.");
        }
    }

    private async Task<IReadOnlyList<ChainEntry<OrderEvent>>> Orders(string plan)
    {
        var (orders, entries) = (grains.GetGrain<IOrderGrain>(plan), new List<ChainEntry<OrderEvent>>());
        TrailSlice slice;
        do
        {
            slice = await orders.GetTrail(entries.Count, OrderSlice);
            entries.AddRange(slice.Entries.Select(line => TrailPage.Read(Encoding.UTF8.GetBytes(line.Entry), OrderJson.Canonical.ChainEntryOrderEvent)));
        }
        while (slice.Entries.Count > 0 && entries.Count < slice.LastVersion);
        return entries;
    }
}
