using Rectification.Plans;

namespace Rectification.Signals;

/// <summary>Signs of rectification on paper only（纸面整改）over a plan (key: its id). They block nothing; they say where to look.</summary>
[Alias("signals")]
public interface ISignalGrain : IGrainWithStringKey
{
    /// <summary>One measure's, or <see langword="null"/> if the plan has none of this number.</summary>
    [Alias("of-measure"), ResponseTimeout("00:02:00")]
    Task<MeasureSignals?> OfMeasure(int no, ReaderScope reader);

    /// <summary>Measures with signals within the reader's scope, in order of number. A page may be short and still have a next one.</summary>
    [Alias("of-plan"), ResponseTimeout("00:02:00")]
    Task<SignalPage> OfPlan(int after, int limit, ReaderScope reader);
}

/// <summary>The part of a plan a reader may see.</summary>
[GenerateSerializer, Immutable, Alias("reader-scope")]
public sealed record ReaderScope
{
    /// <summary>Units whose measures are seen; <see langword="null"/>: all.</summary>
    [Id(0)] public IReadOnlyList<string>? Units { get; init; }

    /// <summary>Leaders whose measures are seen.</summary>
    [Id(1)] public IReadOnlyList<string> Leaders { get; init; } = [];

    public bool Sees(MeasureDefinition measure) => Units is null || Units.Any(measure.Involves) || Leaders.Contains(measure.Leader);
}

[GenerateSerializer, Immutable, Alias("signal-page")]
public sealed record SignalPage
{
    [Id(0)] public required IReadOnlyList<MeasureSignals> Items { get; init; }

    /// <summary>Pass as <c>after</c> for the next page; <see langword="null"/> at the end.</summary>
    [Id(1)] public int? Next { get; init; }
}

[GenerateSerializer, Immutable, Alias("measure-signals")]
public sealed record MeasureSignals
{
    [Id(0)] public required int Measure { get; init; }
    [Id(1)] public required string Text { get; init; }
    [Id(2)] public required string LeadUnit { get; init; }
    [Id(3)] public required IReadOnlyList<PaperSignal> Signals { get; init; }
}

/// <summary>Kinds of signals; their JSON names are for ever.</summary>
[GenerateSerializer, Alias("paper-signal-kind")]
public enum PaperSignalKind
{
    /// <summary>One file is evidence on several measures, or of several units.</summary>
    SameEvidence = 1,

    /// <summary>A unit went from under 20 % to 100 % in one report.</summary>
    OneJump = 2,

    /// <summary>All progress lies within the last three days before the deadline.</summary>
    LastDays = 3,

    /// <summary>One text is the note of several units, or on several measures.</summary>
    SameNotes = 4,

    /// <summary>A step of the sign-off was approved within ten minutes after the request.</summary>
    HastySignOff = 5,
}

/// <summary>A sign that something was done on paper only, with the facts it stands on.</summary>
[GenerateSerializer, Immutable, Alias("paper-signal")]
public sealed record PaperSignal
{
    [Id(0)] public required PaperSignalKind Kind { get; init; }

    /// <summary>The facts, for people.</summary>
    [Id(1)] public required string Zh { get; init; }
    [Id(2)] public required string En { get; init; }

    /// <summary>Versions of the measure's own trail entries that it stands on.</summary>
    [Id(3)] public required IReadOnlyList<long> Versions { get; init; }

    /// <summary>Other measures concerned that the reader may see.</summary>
    [Id(4)] public required IReadOnlyList<int> Measures { get; init; }

    /// <summary>How many more measures are concerned.</summary>
    [Id(5)] public required int MoreMeasures { get; init; }
}
