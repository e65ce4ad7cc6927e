using System.Collections.Immutable;

namespace Rectification;

/// <summary>What a child of a unit's counter is.</summary>
[GenerateSerializer, Alias("child-kind")]
public enum ChildKind
{
    Measure = 1,
    Problem = 2,
}

/// <summary>A child of a unit's counter: a measure the unit takes part in, or a problem it leads.</summary>
[GenerateSerializer, Immutable, Alias("child")]
public readonly record struct Child([property: Id(0)] ChildKind Kind, [property: Id(1)] int No)
{
    public static Child Measure(int no) => new(ChildKind.Measure, no);

    public static Child Problem(int no) => new(ChildKind.Problem, no);
}

/// <summary>From <see cref="At"/> on, the clock alone makes the child count in these figures.</summary>
[GenerateSerializer, Immutable, Alias("contribution-step")]
public readonly record struct Step([property: Id(0)] DateTimeOffset At, [property: Id(1)] FigureSet Figures);

/// <summary>
/// What a child counts for: absolute and versioned, never a delta. It says at once what it counts for now and what it will count
/// for later if nothing is reported, so that a counter needs neither the plan's rules nor a poll to follow the clock.
/// </summary>
[GenerateSerializer, Immutable, Alias("contribution")]
public sealed record Contribution
{
    [Id(0)] public required Stamp Stamp { get; init; }

    /// <summary>The figures from the child's last event on, until the first of <see cref="Later"/>.</summary>
    [Id(1)] public required FigureSet First { get; init; }

    /// <summary>Changes by the clock alone, in order of time.</summary>
    [Id(2)] public ImmutableArray<Step> Later { get; init; } = [];

    /// <summary>Whether both count for the same, now and later; their stamps may differ.</summary>
    public bool CountsLike(Contribution other) =>
        Stamp.Sequence == other.Stamp.Sequence && First == other.First && Later.AsSpan().SequenceEqual(other.Later.AsSpan());

    public FigureSet At(DateTimeOffset now)
    {
        var figures = First;
        foreach (var step in Later)
        {
            if (step.At > now)
            {
                break;
            }

            figures = step.Figures;
        }

        return figures;
    }

    /// <summary>The next instant after <paramref name="now"/> at which the figures change, or <see langword="null"/>.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now)
    {
        foreach (var step in Later)
        {
            if (step.At > now)
            {
                return step.At;
            }
        }

        return null;
    }
}
