using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Measures;

namespace Rectification.Papers;

/// <summary>The register after its events so far.</summary>
public sealed record PaperState
{
    public static readonly PaperState Empty = new();

    /// <summary>Line n at n − 1.</summary>
    public ImmutableList<PaperNumber> Lines { get; init; } = [];

    /// <summary>The last number of each prefix and year.</summary>
    public ImmutableDictionary<(string Prefix, int Year), int> Last { get; init; } = ImmutableDictionary<(string, int), int>.Empty;

    /// <summary>The line of each paper that has a number which is not void.</summary>
    public ImmutableDictionary<(PaperKind Kind, int Subject), int> Live { get; init; } = ImmutableDictionary<(PaperKind, int), int>.Empty;

    public ImmutableSortedDictionary<PaperKind, PaperTemplate> Templates { get; init; } = ImmutableSortedDictionary<PaperKind, PaperTemplate>.Empty;

    public PaperNumber? Find(int no) => no > 0 && no <= Lines.Count ? Lines[no - 1] : null;

    public PaperNumber? Of(PaperKind kind, int subject) => Live.TryGetValue((kind, subject), out var no) ? Lines[no - 1] : null;

    /// <summary>How an event changes the register.</summary>
    public PaperState Apply(PaperEvent happened, string by, DateTimeOffset at) => happened switch
    {
        NumberTaken e => this with
        {
            Lines = Lines.Add(new() { No = e.No, Label = e.Label, Kind = e.Kind, Subject = e.Subject, By = by, At = at }),
            Last = Last.SetItem((e.Prefix, e.Year), e.Number),
            Live = Live.SetItem((e.Kind, e.Subject), e.No),
        },
        NumberVoided e => this with
        {
            Lines = Change(e.No, line => line with { Voided = new() { Reason = e.Reason, By = by, At = at } }),
            Live = Live.Remove((Lines[e.No - 1].Kind, Lines[e.No - 1].Subject)),
        },
        ScanAttached e => this with { Lines = Change(e.No, line => line with { Scans = [.. line.Scans, e.Evidence] }) },
        TemplateSet e => this with
        {
            Templates = Templates.SetItem(e.Kind, new() { Kind = e.Kind, Sha256 = e.Sha256, Name = e.Name, By = by, At = at }),
        },
        TemplateDropped e => this with { Templates = Templates.Remove(e.Kind) },
        _ => throw new InvalidOperationException($"No evolution for the event {happened.GetType().Name}."),
    };

    private ImmutableList<PaperNumber> Change(int no, Func<PaperNumber, PaperNumber> change) => Lines.SetItem(no - 1, change(Lines[no - 1]));
}

/// <summary>What the chain of papers holds. The JSON is sealed byte for byte; names and order are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NumberTaken), "numberTaken")]
[JsonDerivedType(typeof(NumberVoided), "numberVoided")]
[JsonDerivedType(typeof(ScanAttached), "scanAttached")]
[JsonDerivedType(typeof(TemplateSet), "templateSet")]
[JsonDerivedType(typeof(TemplateDropped), "templateDropped")]
public abstract record PaperEvent;

public sealed record NumberTaken : PaperEvent
{
    /// <summary>The line of the register.</summary>
    public required int No { get; init; }
    public required string Prefix { get; init; }
    public required int Year { get; init; }
    public required int Number { get; init; }
    public required string Label { get; init; }
    public required PaperKind Kind { get; init; }
    public required int Subject { get; init; }
}

public sealed record NumberVoided : PaperEvent
{
    public required int No { get; init; }
    public required string Reason { get; init; }
}

public sealed record ScanAttached : PaperEvent
{
    public required int No { get; init; }
    public required EvidenceReference Evidence { get; init; }
}

public sealed record TemplateSet : PaperEvent
{
    public required PaperKind Kind { get; init; }
    public required string Sha256 { get; init; }
    public required string Name { get; init; }
}

public sealed record TemplateDropped : PaperEvent
{
    public required PaperKind Kind { get; init; }
}

/// <summary>The canonical JSON of papers and commands on them.</summary>
[JsonSerializable(typeof(ChainEntry<PaperEvent>))]
[JsonSerializable(typeof(PaperCommand))]
internal sealed partial class PaperJson : JsonSerializerContext
{
    public static PaperJson Canonical { get; } = new(ChainJson.Rules());
}
