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
}

/// <summary>A page of what one unit has to do with: its measures without their texts, and on the first page the problems it leads.</summary>
[GenerateSerializer, Immutable, Alias("unit-roster-page")]
public sealed record UnitRosterPage
{
    [Id(0)] public ImmutableArray<MeasureDefinition> Measures { get; init; } = [];
    [Id(1)] public ImmutableArray<int> LedProblems { get; init; } = [];

    /// <summary>How many pages the unit's roster has; on the first page.</summary>
    [Id(2)] public int Pages { get; init; } = 1;
}

/// <summary>Where the pages of a roster begin: the first number of each, so that one binary search finds a measure's page.</summary>
[GenerateSerializer, Immutable, Alias("roster-index")]
public sealed record RosterIndex
{
    [Id(0)] public ImmutableArray<int> MeasurePages { get; init; } = [];
    [Id(1)] public ImmutableArray<int> ProblemPages { get; init; } = [];
}
