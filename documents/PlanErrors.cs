using System.Globalization;
using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>Everything that is wrong with a plan document, of form and of sense at once, in the order of the file.</summary>
public static class PlanErrors
{
    private const string AnyIndex = "*";

    /// <summary>Top-level parts in the order they are usually written; what a file says of its own order goes before this.</summary>
    private static readonly string[] Usual = ["lines", "regions", "units", "leaders", "categories", "problems", "measures"];

    /// <summary>Refusals that only say that something else could not be read, by the places that make them so.</summary>
    private static readonly (string[] Codes, string[] Because)[] Consequences =
    [
        ([PlanRefusals.UnitUnknown("", "").Code], ["/units", "/units/*/id", "/units/*"]),
        ([PlanRefusals.LeaderUnknown("", "").Code], ["/leaders", "/leaders/*/id", "/leaders/*"]),
        ([PlanRefusals.ProblemUnknown("", 0).Code], ["/problems", "/problems/*/no", "/problems/*"]),
        ([PlanRefusals.CategoryUnknown("", 0).Code], ["/categories", "/categories/*/no", "/categories/*"]),
        ([PlanRefusals.ProblemWithoutMeasures("", 0).Code], ["/measures", "/measures/*", "/measures/*/problem", "/problems/*/no"]),
    ];

    /// <summary>Refusals about two dates, of which one may be a stand-in.</summary>
    private static readonly string[] OfTwoDates = ["plan.deadline-before-start", "plan.period-reversed"];

    /// <summary>Refusals about the levels of regions and units, whose ids and parents may be stand-ins.</summary>
    private static readonly string[] OfLevels =
        ["plan.region-unknown", "plan.parent-unknown", "plan.unit-cycle", "plan.levels-too-deep", "plan.several-roots", "plan.root-missing"];

    /// <returns>Empty exactly when the document can be imported; at most <see cref="PlanLimits.MaxErrors"/>.</returns>
    public static IReadOnlyList<Refusal> Of(PlanReading reading)
    {
        var unread = reading.Errors.Select(error => error.Pointer ?? "").SelectMany(place => reading.Lines?.ToDocument(place) ?? [place]).ToList();
        var judged = reading.AsFarAsRead is { } plan ? PlanValidator.Validate(plan).Where(error => !Follows(error, unread)) : [];
        if (reading.Lines is { } lines)
        {
            judged = judged.Select(error => error with { Pointer = lines.ToFile(error.Pointer ?? "") });
        }

        return
        [
            .. reading.Errors.Concat(judged).Select((error, found) => (Error: error, Found: found))
                .OrderBy(item => Part(item.Error, reading.Parts)).ThenBy(item => Index(item.Error)).ThenBy(item => item.Found)
                .Select(item => item.Error).Take(PlanLimits.MaxErrors),
        ];
    }

    /// <summary>Whether what a document says is wrong only because something of it could not be read.</summary>
    private static bool Follows(Refusal error, List<string> unread)
    {
        if (unread.Count == 0)
        {
            return false;
        }

        var pointer = error.Pointer ?? "";
        return unread.Any(place => place == pointer || pointer.StartsWith(place + "/", StringComparison.Ordinal))
            || (OfTwoDates.Contains(error.Code) && unread.Any(place => Entry(place) == Entry(pointer)))
            || (OfLevels.Contains(error.Code) && unread.Any(place => place.StartsWith("/regions", StringComparison.Ordinal)
                || place.StartsWith("/units", StringComparison.Ordinal)))
            || (IsOfRules(pointer) && unread.Any(IsOfRules))
            || Consequences.Any(known => known.Codes.Contains(error.Code) && unread.Any(place => known.Because.Contains(Anywhere(place))));
    }

    private static bool IsOfRules(string pointer) => pointer.StartsWith("/rules", StringComparison.Ordinal);

    /// <summary>The entry of a list that a place is in; of everything else, the document.</summary>
    private static string Entry(string pointer) => pointer.Split('/') is ["", var list, var index, ..] && IsIndex(index) ? $"{list}/{index}" : "";

    /// <summary>The place in whichever entry: <c>/measures/*/no</c>.</summary>
    private static string Anywhere(string pointer) => string.Join('/', pointer.Split('/').Select(part => IsIndex(part) ? AnyIndex : part));

    private static bool IsIndex(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int Part(Refusal error, IReadOnlyList<string> parts)
    {
        var name = (error.Pointer ?? "").Split('/') is ["", var first, ..] ? first : "";
        var at = parts.Index().FirstOrDefault(part => part.Item == name, (Index: -1, Item: ""));
        return at.Index >= 0 ? at.Index : name.Length == 0 ? -1 : parts.Count + Array.IndexOf(Usual, name) + 1;
    }

    private static int Index(Refusal error) =>
        (error.Pointer ?? "").Split('/') is [_, _, var index, ..] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : -1;
}
