using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Plans;

namespace Rectification.Notices;

/// <summary>What a notice says, to one scope. Its canonical JSON is hashed and kept; names and order are for ever.</summary>
[GenerateSerializer, Immutable, Alias("notice-body")]
public sealed record NoticeBody
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required int No { get; init; }
    [Id(2)] public required NoticeScope Scope { get; init; }
    [Id(3)] public required string Title { get; init; }
    [Id(4)] public required string Issuer { get; init; }
    [Id(5)] public required NoticeFigures Figures { get; init; }
    [Id(6)] public required IReadOnlyList<NoticeSection> Sections { get; init; }

    /// <summary>开放数据：one row a measure.</summary>
    [Id(7)] public required IReadOnlyList<NoticeMeasure> Measures { get; init; }
    [Id(8)] public required IReadOnlyList<NoticeInstitution> Institutions { get; init; }
}

/// <summary>A part of the text.</summary>
[GenerateSerializer, Immutable, Alias("notice-section")]
public sealed record NoticeSection
{
    /// <summary><c>preamble</c>, <c>general</c>, <c>totals</c>, <c>category-1</c> …, <c>institutions</c>, <c>next</c>, <c>contact</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The heading with its number; <see langword="null"/> for none.</summary>
    [Id(1)] public string? Heading { get; init; }

    /// <summary>Paragraphs, each ended by a line feed where another follows. One that begins with （一） is a heading of the second level.</summary>
    [Id(2)] public required string Text { get; init; }

    /// <summary>Whether somebody typed it.</summary>
    [Id(3)] public required bool Typed { get; init; }
}

/// <summary>The totals, counted from the measures' own states.</summary>
[GenerateSerializer, Immutable, Alias("notice-figures")]
public sealed record NoticeFigures
{
    [Id(0)] public required long Problems { get; init; }
    [Id(1)] public required long ProblemsSignedOff { get; init; }
    [Id(2)] public required long Measures { get; init; }
    [Id(3)] public required long MeasuresSignedOff { get; init; }
    [Id(4)] public required long BasicallyDone { get; init; }

    /// <summary>Promised by the plan.</summary>
    [Id(5)] public required long InstitutionsNew { get; init; }
    [Id(6)] public required long InstitutionsRevised { get; init; }
    [Id(7)] public required long InstitutionsRegistered { get; init; }
}

/// <summary>A measure as open data; what is not told is left out.</summary>
[GenerateSerializer, Immutable, Alias("notice-measure")]
public sealed record NoticeMeasure
{
    [Id(0)] public required int No { get; init; }
    [Id(1)] public required int Problem { get; init; }
    [Id(2)] public string? Text { get; init; }
    [Id(3)] public required bool SignedOff { get; init; }
    [Id(4)] public string? Outcome { get; init; }
    [Id(5)] public string? LeadUnit { get; init; }
    [Id(6)] public DateOnly? Deadline { get; init; }
}

/// <summary>An institution（制度）as open data.</summary>
[GenerateSerializer, Immutable, Alias("notice-institution")]
public sealed record NoticeInstitution
{
    [Id(0)] public required int Measure { get; init; }
    [Id(1)] public required InstitutionKind Kind { get; init; }
    [Id(2)] public required string Title { get; init; }
    [Id(3)] public required bool Registered { get; init; }
    [Id(4)] public string? Number { get; init; }
    [Id(5)] public DateOnly? Date { get; init; }
}

/// <summary>The canonical JSON of notices.</summary>
[JsonSerializable(typeof(NoticeBody))]
public sealed partial class NoticeBodyJson : JsonSerializerContext
{
    public static NoticeBodyJson Canonical { get; } = new(ChainJson.Rules());
}
