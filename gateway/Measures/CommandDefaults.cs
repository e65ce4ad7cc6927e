using Rectification.Measures;

namespace Rectification.Gateway.Measures;

/// <summary>
/// Fills in what a body left out. Generated JSON metadata sets every <c>init</c> property, so a contract's own default is lost when
/// the body does not name it.
/// </summary>
internal static class CommandDefaults
{
    public static MeasureCommand Fill(MeasureCommand command) => command switch
    {
        ReportProgress { Note: null } or ReportProgress { Evidence: null } => Fill((ReportProgress)command),
        ReviewSignOff { Fingerprint: null } review => review with { Fingerprint = "" },
        _ => command,
    };

    private static ReportProgress Fill(ReportProgress report) => report with { Note = report.Note ?? "", Evidence = report.Evidence ?? [] };
}
