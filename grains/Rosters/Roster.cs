using System.Collections.Immutable;
using Rectification.Plans;

namespace Rectification.Rosters;

/// <summary>A page of a roster: the measures of a range of numbers, with their texts.</summary>
[GenerateSerializer, Immutable, Alias("measure-roster-page")]
public sealed record MeasureRosterPage
{
    [Id(0)] public ImmutableArray<MeasureDefinition> Measures { get; init; } = [];
}

/// <summary>A page of problems, each with the numbers of its measures.</summary>
[GenerateSerializer, Immutable, Alias("problem-roster-page")]
public sealed record ProblemRosterPage
{
    [Id(0)] public ImmutableArray<ProblemRosterLine> Problems { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("problem-roster-line")]
public sealed record ProblemRosterLine
{
    [Id(0)] public required ProblemDefinition Problem { get; init; }
    [Id(1)] public required ImmutableArray<int> Measures { get; init; }

    /// <summary>A measure of it was added, or is not to be carried out any more: whether it counts depends on them.</summary>
    [Id(2)] public bool Amended { get; init; }
}

/// <summary>A page of what one unit has to do with: its measures without their texts, and on the first page the problems it leads.</summary>
[GenerateSerializer, Immutable, Alias("unit-roster-page")]
public sealed record UnitRosterPage
{
    [Id(0)] public ImmutableArray<MeasureDefinition> Measures { get; init; } = [];
    [Id(1)] public ImmutableArray<int> LedProblems { get; init; } = [];

    /// <summary>How many pages the unit's roster has, on the first page of a roster whose index does not say where they are.</summary>
    [Id(2)] public int Pages { get; init; } = 1;

    /// <summary>Those of <see cref="LedProblems"/> with measures that were added, or are not to be carried out any more.</summary>
    [Id(3)] public ImmutableArray<int> AmendedProblems { get; init; } = [];
}

/// <summary>
/// Where the pages of a roster version are: the first number of each, so that one binary search finds a measure's page, and the version that
/// wrote it. An amendment writes the pages it changes and leaves the others where they are.
/// </summary>
[GenerateSerializer, Immutable, Alias("roster-index")]
public sealed record RosterIndex
{
    [Id(0)] public ImmutableArray<int> MeasurePages { get; init; } = [];
    [Id(1)] public ImmutableArray<int> ProblemPages { get; init; } = [];

    /// <summary>Per page its version and its number in it; empty where all are of this version, in order.</summary>
    [Id(2)] public ImmutableArray<RosterPlace> MeasurePlaces { get; init; } = [];
    [Id(3)] public ImmutableArray<RosterPlace> ProblemPlaces { get; init; } = [];

    /// <summary>Where the pages of units are; of a roster stored before indexes said so, only those that an amendment has touched.</summary>
    [Id(4)] public ImmutableDictionary<string, UnitPlaces> Units { get; init; } = ImmutableDictionary<string, UnitPlaces>.Empty;

    /// <summary>The version in which the other units' pages stand, all of each unit; 0 for this one.</summary>
    [Id(5)] public int UnitVersion { get; init; }

    /// <summary>What this version changed against the one before; without a base, everything.</summary>
    [Id(6)] public RosterDelta? Delta { get; init; }
}

/// <summary>A page: the version that wrote it, and its number there.</summary>
[GenerateSerializer, Immutable, Alias("roster-place")]
public readonly record struct RosterPlace([property: Id(0)] int Version, [property: Id(1)] int Page);

/// <summary>The pages of one unit: the first number of each, and where it is.</summary>
[GenerateSerializer, Immutable, Alias("unit-places")]
public sealed record UnitPlaces
{
    [Id(0)] public required ImmutableArray<int> Firsts { get; init; }
    [Id(1)] public required ImmutableArray<RosterPlace> Places { get; init; }
}

/// <summary>What one roster version changed.</summary>
[GenerateSerializer, Immutable, Alias("roster-delta")]
public sealed record RosterDelta
{
    [Id(0)] public bool Header { get; init; }
    [Id(1)] public ImmutableArray<int> Problems { get; init; } = [];
    [Id(2)] public ImmutableArray<int> Measures { get; init; } = [];
}
