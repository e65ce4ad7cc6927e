using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Rectification.Accounts;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Finds who asks, by a key, an issuer's token or a session's cookie. Answers are kept for some seconds, so that a storm of reports asks
/// the accounts once; that is also how long a key that was revoked elsewhere may still work.
/// </summary>
internal sealed class Identities : IDisposable
{
    public const string OpsAccount = "ops";
    private const int MaxKept = 20_000;
    private const long KeptMilliseconds = 4_000;
    private const long RefusedMilliseconds = 1_000;

    /// <summary>With the time an answer is kept, at most five seconds until a stream notices what happened elsewhere.</summary>
    private static readonly TimeSpan CheckPause = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly ConcurrentDictionary<KeyHash, Entry> _kept = new();
    private long _forgettings;
    private volatile TaskCompletionSource _nextCheck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _checks;

    public Identities(IGrainFactory grains, TimeProvider clock)
    {
        _grains = grains;
        _checks = clock.CreateTimer(static identities => ((Identities)identities!).Check(), this, CheckPause, CheckPause);
    }

    /// <summary>Cancelled when callers served for longer must be checked again: every second, and at once when an entry was dropped here.</summary>
    public Task NextCheck => _nextCheck.Task;

    /// <summary>Who showed what has this hash, if that was asked moments ago.</summary>
    public bool TryKnow(KeyHash hash, [NotNullWhen(true)] out CallerPrincipal? who)
    {
        who = _kept.TryGetValue(hash, out var entry) && entry.Until > Environment.TickCount64 ? entry.Who : null;
        return who is not null;
    }

    /// <summary>Who proved this, asked for if need be: also for what goes on longer than one answer is kept.</summary>
    public ValueTask<CallerPrincipal> Know(Proof proof) => TryKnow(proof.Hash, out var who) ? new(who) : new(Ask(proof));

    /// <summary>Has the accounts say who proved this.</summary>
    public async Task<CallerPrincipal> Ask(Proof proof)
    {
        var before = Interlocked.Read(ref _forgettings);
        var who = await Find(proof);
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        // What was asked before something was forgotten may be what is to be forgotten.
        if (before == Interlocked.Read(ref _forgettings))
        {
            var kept = Environment.TickCount64 + (who.Caller is null ? RefusedMilliseconds : KeptMilliseconds);
            _kept[proof.Hash] = new(who, Math.Min(kept, proof.Until));
        }

        return who;
    }

    /// <summary>Drops what is kept about an account, so that a change of it is felt here at once.</summary>
    public void Forget(string account)
    {
        Interlocked.Increment(ref _forgettings);
        foreach (var (hash, entry) in _kept)
        {
            if (entry.Who.Caller is not { Actor: var actor } || actor.Account == account || actor.OnBehalfOf == account)
            {
                _kept.TryRemove(hash, out _);
            }
        }

        Check();
    }

    public void Dispose() => _checks.Dispose();

    private void Check()
    {
        var check = _nextCheck;
        _nextCheck = new(TaskCreationOptions.RunContinuationsAsynchronously);
        check.TrySetResult();
    }

    private async Task<CallerPrincipal> Find(Proof proof)
    {
        if (proof.Until <= Environment.TickCount64)
        {
            return CallerPrincipal.BadToken;
        }

        var account = _grains.GetGrain<IAccountGrain>(proof.Account);
        var found = proof.Kind == ProofKind.Key
            ? OfKey(await account.Authenticate(proof.Secret!), proof) : OfPresence(await account.Recognize(proof.Secret), proof);
        return found.Caller is { } caller && proof.For is { } person ? await ActingFor(caller, person, proof) : found;
    }

    private static CallerPrincipal OfKey(Actor? actor, Proof proof) => actor is null ? CallerPrincipal.Unknown : CallerPrincipal.Of(new(actor), proof);

    /// <summary>Of a session that has ended nothing is told; whoever an issuer vouches for is told why that is no account.</summary>
    private static CallerPrincipal OfPresence(AccountPresence presence, Proof proof) =>
        presence.Actor is not { } actor ? proof.Kind == ProofKind.Token ? CallerPrincipal.Refused(presence.Refusal!) : CallerPrincipal.Unknown
        : CallerPrincipal.Of(
            proof.Kind == ProofKind.Token ? new(actor) : Caller.OfSession(actor, proof.Kind == ProofKind.Password && presence.MustChangePassword), proof);

    /// <summary>The person's roles, units and leaders, in the substitute's name.</summary>
    private async Task<CallerPrincipal> ActingFor(Caller substitute, string person, Proof proof)
    {
        var own = substitute.Actor;
        var presence = !Ids.IsValid(person) ? AccountRefusals.NotASubstitute
            : await _grains.GetGrain<IAccountGrain>(person).ActedForBy(own.Account);
        if (presence.Actor is not { } actor)
        {
            return CallerPrincipal.Refused(presence.Refusal!);
        }

        var acting = actor with
        {
            Account = own.Account,
            OnBehalfOf = person,
            OwnUnits = own.Units,
            FormerUnits = [.. actor.FormerUnits.Concat(own.FormerUnits).OrderByDescending(former => former.Until).Take(FormerUnit.Most)],
        };
        return CallerPrincipal.Of(new(acting) { ByCookie = substitute.ByCookie, MustChangePassword = substitute.MustChangePassword }, proof);
    }

    private readonly record struct Entry(CallerPrincipal Who, long Until);
}
