namespace Rectification.Telemetry;

/// <summary>
/// What silos and gateways say of themselves every few seconds, for the whole cluster (key <c>all</c>). In memory only: whoever lives says it
/// again soon, and of the dead the last word stays for a while.
/// </summary>
[Alias("ISystemGrain")]
public interface ISystemGrain : IGrainWithStringKey
{
    const string Key = "all";

    [Alias("Tell")]
    Task Tell(ProcessReport report);

    /// <summary>The newest report of each process, in the order of their names.</summary>
    [Alias("Read")]
    Task<IReadOnlyList<ProcessReport>> Read();
}
