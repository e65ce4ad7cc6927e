using Rectification.Measures;

namespace Rectification.Evidence;

/// <summary>A piece of evidence where a trail names it.</summary>
public readonly record struct EvidenceUse(EvidenceReference Piece, string Unit, TrailEntry Entry);

/// <summary>Evidence as trails name it.</summary>
public static class EvidenceUses
{
    /// <summary>Every piece a trail names, oldest first, also what came with a request to wait or a check. What is no unit's own is the lead unit's.</summary>
    public static IEnumerable<EvidenceUse> All(IEnumerable<TrailEntry> entries, string leadUnit) =>
        from entry in entries
        from happened in entry.Events
        from piece in NamedEvidence.Of(happened)
        select new EvidenceUse(piece, happened is ProgressReported report ? report.Unit : leadUnit, entry);

    /// <summary>What shows that something was carried out, oldest first: the pieces of reports, and of institutions, which are the lead unit's.</summary>
    public static IEnumerable<EvidenceUse> In(IEnumerable<TrailEntry> entries, string leadUnit) =>
        from entry in entries
        from happened in entry.Events
        from use in happened switch
        {
            ProgressReported report => report.Evidence.Select(piece => new EvidenceUse(piece, report.Unit, entry)),
            InstitutionRegistered { Evidence: { } piece } => [new(piece, leadUnit, entry)],
            _ => [],
        }
        select use;
}
