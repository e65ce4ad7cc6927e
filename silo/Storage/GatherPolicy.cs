namespace Rectification.Storage;

/// <summary>
/// When a writer goes with what is ready and when it waits for more. Whoever got an answer a moment ago mostly writes again at once: those are waited
/// for, briefly, so that they share a commit with the first of them instead of following it one by one. Nobody waits who is alone, nor once as many
/// are back as were here.
/// </summary>
/// <param name="gatherFor">How long after a commit the next one may wait.</param>
/// <param name="batch">Operations that one commit takes.</param>
/// <remarks>Times are since a moment of the caller's; calls come one at a time.</remarks>
internal sealed class GatherPolicy(TimeSpan gatherFor, int batch)
{
    /// <summary>A batch of this many is not made to wait for more: by then a commit's fixed cost is shared well enough.</summary>
    public const int EnoughToGo = 16;

    private TimeSpan _until;

    /// <summary>How many are soon to be ready: as many as were under way when the last commit ended.</summary>
    public int Expected { get; private set; }

    /// <summary>How long to wait for the rest of <see cref="Expected"/>; nothing where there is no reason to.</summary>
    /// <param name="ready">Operations that could go.</param>
    /// <param name="now">This moment.</param>
    public TimeSpan Patience(int ready, TimeSpan now) => ready < Expected && now < _until ? _until - now : TimeSpan.Zero;

    /// <summary>A commit has ended, whatever came of it.</summary>
    /// <param name="answered">Operations that were in it.</param>
    /// <param name="ready">Operations that became ready meanwhile.</param>
    /// <param name="now">This moment.</param>
    public void Ended(int answered, int ready, TimeSpan now) =>
        (Expected, _until) = (Math.Min(Math.Min(EnoughToGo, batch), answered + ready), now + gatherFor);
}
