namespace Rectification.Telemetry;

[GrainType("system")]
internal sealed class SystemGrain(TimeProvider clock) : Grain, ISystemGrain
{
    /// <summary>More processes than any cluster of this product has; whoever was silent longest goes first.</summary>
    private const int MostProcesses = 200;

    /// <summary>How long the last word of a process that fell silent is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Dictionary<string, ProcessReport> _reports = new(StringComparer.Ordinal);

    public Task Tell(ProcessReport report)
    {
        var now = clock.GetUtcNow();
        _reports[report.Process] = report with { HeardAt = now };
        foreach (var silent in _reports.Values.Where(known => now - known.HeardAt > Kept).ToList())
        {
            _reports.Remove(silent.Process);
        }

        while (_reports.Count > MostProcesses)
        {
            _reports.Remove(_reports.Values.MinBy(known => known.HeardAt)!.Process);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ProcessReport>> Read() =>
        Task.FromResult<IReadOnlyList<ProcessReport>>([.. _reports.Values.OrderBy(report => report.Process, StringComparer.Ordinal)]);
}
