namespace Rectification;

/// <summary>Pauses between the tries of one thing: each twice as long as the one before, up to a longest.</summary>
internal struct Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan _next = first;

    /// <summary>The pause before the next try.</summary>
    public TimeSpan Next()
    {
        var pause = _next;
        _next = pause * 2 < longest ? pause * 2 : longest;
        return pause;
    }
}
