using System.Text.RegularExpressions;
using Rectification.Documents.Figures;
using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>
/// Judges what a well-formed plan document says: references, numbers, dates, levels, rules, limits. Pointers lead into the JSON form
/// (<c>/measures/3/deadline</c>; for NDJSON the fourth measure line). Everything wrong is told, up to <see cref="PlanLimits.MaxErrors"/>.
/// </summary>
public static partial class PlanValidator
{
    private const decimal MaxTarget = 1_000_000_000_000m;
    private const int TargetDecimals = 6;

    /// <returns>What is wrong with the document; empty when it can be imported.</returns>
    public static IReadOnlyList<Refusal> Validate(PlanDocument plan)
    {
        var findings = new PlanFindings();
        Header(plan, findings);
        Rules(plan.Rules, plan.Leaders, findings);
        if (Lists(plan, findings))
        {
            Levels(plan, findings);
            Entries(plan, findings);
            FigureReader.Check(plan, findings);
        }

        return findings.Errors;
    }

    private static void Header(PlanDocument plan, PlanFindings findings)
    {
        Id(plan.Id, Place.Root, findings);
        Text(plan.Title, Place.Root.At("title"), findings);
        OptionalText(plan.Round, Place.Root.At("round"), findings);
        OptionalText(plan.InspectedBody, Place.Root.At("inspectedBody"), findings);
        OptionalText(plan.InspectionTeam, Place.Root.At("inspectionTeam"), findings);
        Day(plan.FeedbackDate, Place.Root.At("feedbackDate"), findings);
        if (plan.ConcentratedPeriodEnd is { } end && Day(end, Place.Root.At("concentratedPeriodEnd"), findings) && end < plan.FeedbackDate)
        {
            findings.Add(PlanRefusals.PeriodReversed("/concentratedPeriodEnd"));
        }

        if (plan.Inspection is { } period
            && Day(period.From, Place.Root.At("inspection").At("from"), findings)
            && Day(period.To, Place.Root.At("inspection").At("to"), findings)
            && period.To < period.From)
        {
            findings.Add(PlanRefusals.PeriodReversed("/inspection/to"));
        }

        if (!IsTimeZone(plan.TimeZone))
        {
            findings.Add(PlanRefusals.TimeZoneUnknown("/timeZone"));
        }

        Figures(plan.FiguresJson, "/figures", findings);
        Figures(plan.FigureSourcesJson, "/figureSources", findings);
    }

    /// <returns>Whether the lists may be gone through: none is far too long, and none lacks what the others refer to.</returns>
    private static bool Lists(PlanDocument plan, PlanFindings findings) =>
        Count(plan.Regions.Count, 0, PlanLimits.MaxRegions, "/regions", findings)
        & Count(plan.Units.Count, 1, PlanLimits.MaxUnits, "/units", findings)
        & Count(plan.Leaders.Count, 1, PlanLimits.MaxLeaders, "/leaders", findings)
        & Count(plan.Categories.Count, 0, PlanLimits.MaxCategories, "/categories", findings)
        & Count(plan.Problems.Count, 1, PlanLimits.MaxProblems, "/problems", findings)
        & Count(plan.Measures.Count, 1, PlanLimits.MaxMeasures, "/measures", findings);

    private static void Entries(PlanDocument plan, PlanFindings findings)
    {
        var known = new Known(
            Ids(plan.Units, unit => unit.Id, "units", findings),
            Ids(plan.Leaders, leader => leader.Id, "leaders", findings),
            Numbers(plan.Categories, category => category.No, "categories", findings),
            Numbers(plan.Problems, problem => problem.No, "problems", findings));
        Numbers(plan.Measures, measure => measure.No, "measures", findings);
        Each(plan.Units, "units", findings, (unit, at) => Text(unit.Name, at.At("name"), findings));
        Each(plan.Leaders, "leaders", findings, (leader, at) => Text(leader.Title, at.At("title"), findings));
        Each(plan.Categories, "categories", findings, (category, at) => Text(category.Title, at.At("title"), findings));
        Each(plan.Problems, "problems", findings, (problem, at) => Problem(problem, at, known, findings));
        Each(plan.Measures, "measures", findings, (measure, at) => Measure(measure, at, known, findings));
        var answered = plan.Measures.Select(measure => measure.Problem).ToHashSet();
        Each(plan.Problems, "problems", findings, (problem, at) =>
        {
            if (!answered.Contains(problem.No))
            {
                findings.Add(PlanRefusals.ProblemWithoutMeasures(at.ToString(), problem.No));
            }
        });
    }

    private static void Problem(ProblemDefinition problem, Place at, Known known, PlanFindings findings)
    {
        Text(problem.Title, at.At("title"), findings);
        OptionalText(problem.Source, at.At("source"), findings);
        OptionalText(problem.Cause, at.At("cause"), findings, PlanLimits.MaxLongText);
        OptionalText(problem.Extend, at.At("extend"), findings, PlanLimits.MaxLongText);
        Extra(problem.Extra, at.At("extra"), findings);
        Unit(problem.LeadUnit, at.At("leadUnit"), known, findings);
        Leader(problem.Leader, at.At("leader"), known, findings);
        if (problem.Category is { } category && !known.Categories.Contains(category))
        {
            findings.Add(PlanRefusals.CategoryUnknown(at.At("category").ToString(), category));
        }
    }

    private static void Measure(MeasureDefinition measure, Place at, Known known, PlanFindings findings)
    {
        Text(measure.Text, at.At("text"), findings);
        OptionalText(measure.Outcome, at.At("outcome"), findings);
        OptionalText(measure.Source, at.At("source"), findings);
        Extra(measure.Extra, at.At("extra"), findings);
        Unit(measure.LeadUnit, at.At("leadUnit"), known, findings);
        Leader(measure.Leader, at.At("leader"), known, findings);
        Supporting(measure, at.At("units"), known, findings);
        if (!known.Problems.Contains(measure.Problem))
        {
            findings.Add(PlanRefusals.ProblemUnknown(at.At("problem").ToString(), measure.Problem));
        }

        if (Day(measure.Start, at.At("start"), findings) && Day(measure.Deadline, at.At("deadline"), findings) && measure.Deadline < measure.Start)
        {
            findings.Add(PlanRefusals.DeadlineBeforeStart(at.At("deadline").ToString()));
        }

        if (measure.Target is { } target)
        {
            Target(target, at.At("target"), findings);
            Shares(target.Shares, target.Value, measure, at.At("target"), findings);
        }

        Quantities(measure, at.At("quantities"), findings);

        if (measure.Institution is { } institution)
        {
            Text(institution.Title, at.At("institution").At("title"), findings);
        }
    }

    private static void Supporting(MeasureDefinition measure, Place at, Known known, PlanFindings findings)
    {
        if (measure.Units.Count > PlanLimits.MaxUnitsPerMeasure)
        {
            findings.Add(PlanRefusals.TooMany(at.ToString(), PlanLimits.MaxUnitsPerMeasure));
            return;
        }

        for (var i = 0; i < measure.Units.Count; i++)
        {
            var unit = measure.Units[i];
            Unit(unit, at.At(i), known, findings);
            if (unit == measure.LeadUnit || measure.Units.Take(i).Contains(unit))
            {
                findings.Add(PlanRefusals.UnitRepeated(at.At(i).ToString(), unit));
            }
        }
    }

    private static void Target(Target target, Place at, PlanFindings findings)
    {
        if (!IsTarget(target.Value))
        {
            findings.Add(PlanRefusals.TargetOutOfRange(at.At("value").ToString()));
        }

        Text(target.Unit, at.At("unit"), findings);
        OptionalText(target.What, at.At("what"), findings);
    }

    private static void Unit(string id, Place at, Known known, PlanFindings findings)
    {
        if (!known.Units.Contains(id))
        {
            findings.Add(PlanRefusals.UnitUnknown(at.ToString(), id));
        }
    }

    private static void Leader(string id, Place at, Known known, PlanFindings findings)
    {
        if (!known.Leaders.Contains(id))
        {
            findings.Add(PlanRefusals.LeaderUnknown(at.ToString(), id));
        }
    }

    private static void Each<T>(IReadOnlyList<T> entries, string list, PlanFindings findings, Action<T, Place> check)
    {
        var at = Place.Root.At(list);
        for (var i = 0; i < entries.Count && !findings.IsFull; i++)
        {
            check(entries[i], at.At(i));
        }
    }

    private static HashSet<string> Ids<T>(IReadOnlyList<T> entries, Func<T, string> idOf, string list, PlanFindings findings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        Each(entries, list, findings, (entry, at) =>
        {
            var id = idOf(entry);
            if (Id(id, at, findings) && !known.Add(id))
            {
                findings.Add(PlanRefusals.DuplicateId(at.At("id").ToString(), id));
            }
        });
        return known;
    }

    private static HashSet<int> Numbers<T>(IReadOnlyList<T> entries, Func<T, int> numberOf, string list, PlanFindings findings)
    {
        var known = new HashSet<int>();
        Each(entries, list, findings, (entry, at) =>
        {
            var number = numberOf(entry);
            if (number < 1)
            {
                findings.Add(PlanRefusals.NumberOutOfRange(at.At("no").ToString()));
            }
            else if (!known.Add(number))
            {
                findings.Add(PlanRefusals.DuplicateNumber(at.At("no").ToString(), number));
            }
        });
        return known;
    }

    private static bool Id(string id, Place at, PlanFindings findings)
    {
        if (Rectification.Ids.IsValid(id))
        {
            return true;
        }

        findings.Add(PlanRefusals.IdMalformed(at.At("id").ToString()));
        return false;
    }

    private static void Text(string text, Place at, PlanFindings findings)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > PlanLimits.MaxText)
        {
            findings.Add(PlanRefusals.TextLength(at.ToString(), PlanLimits.MaxText));
        }
    }

    private static void OptionalText(string? text, Place at, PlanFindings findings, int most = PlanLimits.MaxText)
    {
        if (text?.Length > most)
        {
            findings.Add(PlanRefusals.TextLength(at.ToString(), most));
        }
    }

    /// <summary>A column's name is part of no pointer, so the whole is pointed at.</summary>
    private static void Extra(IReadOnlyDictionary<string, string>? extra, Place at, PlanFindings findings)
    {
        if (extra?.Count > PlanLimits.MaxExtra)
        {
            findings.Add(PlanRefusals.TooMany(at.ToString(), PlanLimits.MaxExtra));
        }
        else if (extra?.Any(column => string.IsNullOrWhiteSpace(column.Key) || column.Key.Length > PlanLimits.MaxExtraName) == true)
        {
            findings.Add(PlanRefusals.TextLength(at.ToString(), PlanLimits.MaxExtraName));
        }
        else if (extra?.Any(column => column.Value is not { Length: <= PlanLimits.MaxExtraText }) == true)
        {
            findings.Add(PlanRefusals.TextLength(at.ToString(), PlanLimits.MaxExtraText));
        }
        else if (extra?.Sum(column => column.Value.Length) > PlanLimits.MaxExtraTotal)
        {
            findings.Add(PlanRefusals.TextLength(at.ToString(), PlanLimits.MaxExtraTotal));
        }
    }

    private static void Figures(string? json, string pointer, PlanFindings findings)
    {
        if (json?.Length > PlanLimits.MaxFigures)
        {
            findings.Add(PlanRefusals.FiguresTooLarge(pointer, PlanLimits.MaxFigures));
        }
    }

    private static bool Day(DateOnly day, Place at, PlanFindings findings)
    {
        if (day >= PlanLimits.EarliestDay && day <= PlanLimits.LatestDay)
        {
            return true;
        }

        findings.Add(PlanRefusals.DateOutOfRange(at.ToString(), PlanLimits.EarliestDay, PlanLimits.LatestDay));
        return false;
    }

    private static bool Count(int count, int fewest, int most, string pointer, PlanFindings findings)
    {
        if (count >= fewest && count <= most)
        {
            return true;
        }

        findings.Add(count < fewest ? PlanRefusals.ListEmpty(pointer) : PlanRefusals.TooMany(pointer, most));
        return false;
    }

    /// <summary>The name is checked for form first, because looking it up reads a file of that name.</summary>
    private static bool IsTimeZone(string name) => TimeZonePattern().IsMatch(name) && TimeZones.TryFind(name, out _);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z][A-Za-z0-9_+-]{0,31}){0,3}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeZonePattern();

    private sealed record Known(HashSet<string> Units, HashSet<string> Leaders, HashSet<int> Categories, HashSet<int> Problems);
}
