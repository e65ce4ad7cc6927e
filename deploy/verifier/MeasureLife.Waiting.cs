using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>等待外部：what was approved, and how the unit's clock stands still meanwhile.</summary>
internal sealed partial class MeasureLife
{
    private const int MostWaits = 20;

    private readonly List<(DateTimeOffset From, DateTimeOffset Until)> _waits = [];

    /// <summary>The last that was asked for, unless it was returned or ended; one that its day has ended is still here.</summary>
    private (DateOnly Until, Persons By, bool Approved)? _waiting;

    private bool IsWaitingOpen(DateTimeOffset at) => _waiting is { } waiting && (!waiting.Approved || at < days.EndOf(waiting.Until));

    private Wrong? Wait(JsonElement e, string type, Persons by, DateTimeOffset at) => type switch
    {
        "waitingRequested" => AskToWait(e, type, by, at),
        "waitingApproved" => Needs(IsAsked(by) && _waiting!.Value.Until == e.Date("until") && at < days.EndOf(_waiting.Value.Until), type) ?? Then(() =>
        {
            _waiting = _waiting!.Value with { Approved = true };
            _waits.Add((at, days.EndOf(_waiting.Value.Until)));
        }),
        "waitingReturned" => Needs(IsAsked(by), type) ?? Then(() => _waiting = null),
        _ => Needs(IsWaitingOpen(at), type) ?? Then(() => EndWaiting(at)),
    };

    private Wrong? AskToWait(JsonElement e, string type, Persons by, DateTimeOffset at)
    {
        var (since, until) = (e.Date("since"), e.Date("until"));
        if (Needs(
            Status is Status.InProgress or Status.BasicallyDone && !IsWaitingOpen(at) && _waits.Count < MostWaits && days.StartOf(since) <= at
                && at < days.EndOf(until), type) is { } no)
        {
            return no;
        }

        _waiting = (until, by, false);
        Evidence(e.Items("evidence").Count());
        return null;
    }

    private bool IsAsked(Persons reviewer) => _waiting is { Approved: false } asked && !asked.By.Shares(reviewer);

    private void EndWaiting(DateTimeOffset at)
    {
        if (_waiting is { Approved: true } && at < _waits[^1].Until)
        {
            _waits[^1] = (_waits[^1].From, at);
        }

        _waiting = null;
    }

    /// <summary>When the unit's clock, set going at <paramref name="origin"/>, has got as far as the wall's by <paramref name="instant"/>.</summary>
    private DateTimeOffset OnUnitClock(DateTimeOffset origin, DateTimeOffset instant)
    {
        foreach (var (from, until) in _waits.Where(wait => wait.Until > origin))
        {
            instant += instant > from ? until - (from > origin ? from : origin) : TimeSpan.Zero;
        }

        return instant;
    }
}
