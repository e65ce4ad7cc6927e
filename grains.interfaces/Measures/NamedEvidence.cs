namespace Rectification.Measures;

/// <summary>Evidence as events of a measure name it.</summary>
public static class NamedEvidence
{
    /// <summary>The pieces an event names; none where it is of a kind that names none.</summary>
    public static IReadOnlyList<EvidenceReference> Of(MeasureEvent happened) => happened switch
    {
        ProgressReported report => report.Evidence,
        InstitutionRegistered { Evidence: { } piece } => [piece],
        WaitingRequested asked => asked.Evidence,
        StandingCheckPassed check => check.Evidence,
        StandingCheckFailed check => check.Evidence,
        _ => [],
    };
}
