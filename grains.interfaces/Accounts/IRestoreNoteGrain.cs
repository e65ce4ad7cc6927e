namespace Rectification.Accounts;

/// <summary>
/// What a restore left beside the rows it brought (key <c>all</c>): that there was one. Told to the trail of accounts when the product next starts.
/// </summary>
[Alias("restore-note")]
public interface IRestoreNoteGrain : IGrainWithStringKey
{
    const string Key = "all";

    /// <summary>Has every restore that was noted in the trail, each once, however often this is called.</summary>
    [Alias("tell")]
    Task Tell();
}
