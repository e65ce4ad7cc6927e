using System.Security.Cryptography;
using System.Text;
using Rectification.Chains;
using Rectification.Figures;
using Rectification.Forecasts;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Rosters;
using Rectification.Storage;
using Rectification.Trails;

namespace Rectification.Digests;

/// <summary>Computes a digest from the trails alone: the same slot gives the same figures, today and in a year.</summary>
internal sealed class DigestReader(RosterReader rosters, RowStore rows, WholeTrails trails, Replay replay, IGrainFactory grains)
{
    /// <summary>Most lines of one part.</summary>
    private const int MaxLines = 2_000;

    /// <summary>Lines of the chain of orders read in one call.</summary>
    private const int OrderSlice = 500;

    /// <param name="frame">The plan.</param>
    /// <param name="slot">What it covers.</param>
    /// <param name="extent">What is told.</param>
    /// <param name="trail">The seal it is from.</param>
    /// <exception cref="InvalidDataException">Parts do not add up: two ways of counting disagree, and nothing is frozen.</exception>
    public async Task<Digest> Read(PlanFrame frame, DigestSlot slot, DigestExtent extent, DigestTrail trail)
    {
        var known = frame.KnownAt(slot.Moment);
        var collection = new DigestCollection(known, slot);
        var (stated, statedHash) = extent.BreaksDown ? await StatedFigures.WithHash(rows, frame.Plan) : ([], "");
        var figures = new DigestFigures(known, slot, stated);
        using var sources = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var page in rosters.ProblemPages(frame, after: 0))
        {
            foreach (var line in page)
            {
                sources.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{line.Problem.No} {line.Problem.Source}\n")));
                foreach (var history in await trails.ReadMany(frame.Plan, line.Measures))
                {
                    var definition = (await rosters.Measure(frame, history.No))!;
                    collection.Add(new(known, definition, history.Entries), history.Entries, line.Problem);
                    figures.Add(definition, history.Entries);
                }
            }
        }

        var orders = DigestOrders.Of(await Orders(frame.Plan), slot, PlanCalendar.Of(frame.TimeZone), collection.Unit);
        var now = (await replay.Tallies(known, [slot.To], slot.Moment))[frame.RootRegion][0];
        var before = (await replay.Tallies(frame.KnownAt(slot.Before), [slot.From], slot.Before))[frame.RootRegion][0];
        var digest = Digest(frame, slot, (extent, trail), Headline(now, before, collection.Reopened), collection, orders);
        return !extent.BreaksDown ? digest : digest with
        {
            SourcesOf = Convert.ToHexStringLower(sources.GetCurrentHash()),
            Figures = figures.Lines(now, before),
            FiguresOf = statedHash,
        };
    }

    private static DigestHeadline Headline(Tally now, Tally before, int reopened)
    {
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
        PlanFrame frame, DigestSlot slot, (DigestExtent Extent, DigestTrail Trail) stated, DigestHeadline headline, DigestCollection collection,
        IReadOnlyList<DigestOrder> orders)
    {
        var (categories, sources) = (collection.Shares.Categories(), collection.Shares.Sources());
        RequireSum(headline, collection, categories, sources);
        var leftOut = new Dictionary<string, int>(StringComparer.Ordinal);
        var likelyLate = stated.Extent.Foretells ? Most("likelyLate", collection.Forecast.Lines()) : null;
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
            RankFrom = stated.Extent.RankFrom,
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
            Ranking = collection.Shares.Ranking(stated.Extent.RankFrom),
            Categories = categories,
            LeftOut = leftOut.Count == 0 ? null : leftOut,
            ForecastModel = stated.Extent.Foretells ? ForecastModel.Version : null,
            LikelyLate = likelyLate,
            Sources = stated.Extent.BreaksDown ? sources : null,
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

    private static void RequireSum(
        DigestHeadline headline, DigestCollection collection, IReadOnlyList<DigestPart> categories, IReadOnlyList<DigestSource> sources)
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
            .. sources.Count == 0 ? [] : new[]
            {
                ("measures by source", headline.Measures.Total, sources.Sum(part => part.Total)),
                ("signed off by source", headline.Measures.Done, sources.Sum(part => part.Done)),
                ("problems by source", headline.Problems.Total, sources.Sum(part => part.Problems)),
            },
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
