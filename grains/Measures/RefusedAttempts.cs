namespace Rectification.Measures;

/// <summary>
/// What was refused a short while ago, by the attempt that was refused. A gateway that hears nothing asks the same thing again, and answers with the word
/// that comes; the asking that was late on its way gets that word too, whatever became possible meanwhile.
/// </summary>
internal sealed class RefusedAttempts(TimeProvider time)
{
    /// <summary>A measure that refuses more than this within <see cref="Memory"/> forgets the oldest.</summary>
    private const int Most = 64;

    /// <summary>Longer than a gateway asks for an answer, with the time-out of its last asking.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Queue<(Guid Attempt, Refusal Refusal, long At)> _refused = [];

    /// <summary>The refusal that this attempt was given.</summary>
    public Refusal? Of(Guid? attempt)
    {
        if (attempt is null || _refused.Count == 0)
        {
            return null;
        }

        Forget();
        return _refused.FirstOrDefault(refused => refused.Attempt == attempt).Refusal;
    }

    /// <summary>The attempt is refused, and will be.</summary>
    public void Add(Guid? attempt, Refusal refusal)
    {
        if (attempt is not { } known)
        {
            return;
        }

        _refused.Enqueue((known, refusal, time.GetTimestamp()));
        Forget();
    }

    private void Forget()
    {
        while (_refused.TryPeek(out var oldest) && (_refused.Count > Most || time.GetElapsedTime(oldest.At) > Memory))
        {
            _refused.Dequeue();
        }
    }
}
