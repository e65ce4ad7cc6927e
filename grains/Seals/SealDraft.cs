using System.Globalization;
using System.Text.Json;
using Rectification.Chains;
using Rectification.Trails;

namespace Rectification.Seals;

/// <summary>The leaves of a seal as lines of text, in pages that stay the same as long as nothing in them changes.</summary>
internal sealed class SealDraft
{
    public const string PlanPage = "plan";
    public const string TallyPages = "tally:";
    public const string ChainLeaf = "chain ";
    public const string TallyLeaf = "tally ";
    public const string RosterLeaf = "roster ";

    /// <summary>Numbers, or scopes, whose leaves share a page.</summary>
    public const int PageSpan = 256;

    /// <summary>Every figure's name, in ordinal order.</summary>
    public static readonly IReadOnlyList<(string Name, Figure Figure)> Figures =
    [
        .. Enum.GetValues<Figure>().Select(figure => (JsonNamingPolicy.CamelCase.ConvertName(figure.ToString()), figure))
            .OrderBy(named => named.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The leaf that binds the seal's own entry.</summary>
    public const string OwnLeaf = "seal ";

    private SealDraft(IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> pages) => Pages = pages;

    public IReadOnlyList<(string Name, IReadOnlyList<string> Lines)> Pages { get; }

    public string Root() => SealTree.Root(Pages.SelectMany(page => page.Lines));

    /// <summary>The same with the leaf of the seal's own entry, which has a hash only once everything but the root is known.</summary>
    public SealDraft With(long no, string entryHash)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"{OwnLeaf}{no} {entryHash}");
        return new([.. Pages.Select(page => page.Name == PlanPage ? (page.Name, [.. page.Lines, own]) : page)]);
    }

    public static SealDraft Of(SealContent content, int rosterVersion, string rosterHash)
    {
        var roster = string.Create(CultureInfo.InvariantCulture, $"{RosterLeaf}{rosterVersion} {rosterHash}");
        var ofPlan = content.Chains.Where(read => read.Source.Turn == ChainTurn.Plan).ToList();
        var tallies = content.Tallies.OrderBy(tally => tally.Scope, StringComparer.Ordinal)
            .Select((tally, i) => (Page: i / PageSpan, Line: $"{TallyLeaf}{tally.Scope} {Json(Named(tally.Tally))}"));
        return new(
        [
            (PlanPage, [.. ofPlan.SelectMany(read => read.Heads).OrderBy(head => head.Chain, StringComparer.Ordinal).Select(Line), roster]),
            .. content.Chains.Except(ofPlan).SelectMany(read => ByNumber(read.Source.Name, read.Heads)),
            .. tallies.GroupBy(tally => tally.Page, (page, lines) => (Name(TallyPages, page), (IReadOnlyList<string>)[.. lines.Select(line => line.Line)])),
        ]);
    }

    public static SortedDictionary<string, long> Named(Tally tally) => new(
        Figures.Where(figure => tally[figure.Figure] != 0).ToDictionary(figure => figure.Name, figure => tally[figure.Figure]), StringComparer.Ordinal);

    /// <summary>What a leaf is about: all of it but what it says. In two seals, leaves about the same differ where something happened.</summary>
    public static string SubjectOf(string leaf) => leaf.StartsWith(RosterLeaf, StringComparison.Ordinal) || leaf.StartsWith(OwnLeaf, StringComparison.Ordinal)
        ? leaf[..leaf.IndexOf(' ', StringComparison.Ordinal)]
        : leaf[..leaf.IndexOf(' ', leaf.IndexOf(' ', StringComparison.Ordinal) + 1)];

    /// <summary>The head that a leaf of a chain states.</summary>
    public static (string Chain, ChainHead Head) HeadOf(string leaf) =>
        leaf.Split(' ') is [_, var chain, var version, var hash]
            ? (chain, new(long.Parse(version, CultureInfo.InvariantCulture), hash))
            : throw new InvalidDataException($"No leaf of a chain: {leaf}");

    /// <summary>The scope and the figures that a leaf of a tally states.</summary>
    public static SealedTally TallyOf(string leaf)
    {
        var parts = leaf.Split(' ', 3);
        using var figures = JsonDocument.Parse(parts[2]);
        var named = figures.RootElement.EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetInt64());
        return new() { Scope = parts[1], Figures = named };
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Lines)> ByNumber(string pages, IEnumerable<NumberedHead> heads) =>
        heads.GroupBy(head => head.No / PageSpan, (page, inPage) => (Name(pages, page), (IReadOnlyList<string>)[.. inPage.Select(Line)]));

    private static string Name(string pages, int page) => string.Create(CultureInfo.InvariantCulture, $"{pages}{page}");

    private static string Line(NumberedHead head) =>
        string.Create(CultureInfo.InvariantCulture, $"{ChainLeaf}{head.Chain} {head.Head.Version} {head.Head.Hash}");

    private static string Json(SortedDictionary<string, long> figures) =>
        $"{{{string.Join(',', figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"\"{figure.Key}\":{figure.Value}")))}}}";
}
