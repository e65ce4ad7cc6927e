using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Rectification.Accounts;

namespace Rectification.Gateway.Auth;

/// <summary>
/// Finds who asks, by a key, an issuer's token or a session's cookie. Answers are kept for some seconds, so that a storm of reports asks
/// the accounts once; that is also how long a key that was revoked elsewhere may still work.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    public const string OpsAccount = "ops";

    /// <summary>Names the person a substitute acts for.</summary>
    public const string ActingForHeader = "Acting-For";
    private const string Scheme = "Bearer ";
    private const int MaxKept = 20_000;
    private const long KeptMilliseconds = 4_000;
    private const long RefusedMilliseconds = 1_000;

    /// <summary>With the time an answer is kept, at most five seconds until a stream notices what happened elsewhere.</summary>
    private static readonly TimeSpan CheckPause = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly Sessions _sessions;
    private readonly Tokens _tokens;
    private readonly ConcurrentDictionary<KeyHash, Entry> _kept = new();
    private readonly KeyHash? _bootstrap;
    private long _forgettings;
    private volatile TaskCompletionSource _nextCheck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _checks;

    public KeyRing(IGrainFactory grains, Sessions sessions, Tokens tokens, IOptions<AuthOptions> options, TimeProvider clock)
    {
        (_grains, _sessions, _tokens) = (grains, sessions, tokens);
        _bootstrap = options.Value.BootstrapKey is { } key ? KeyHash.Of(key) : null;
        _checks = clock.CreateTimer(static ring => ((KeyRing)ring!).Check(), this, CheckPause, CheckPause);
    }

    /// <summary>Cancelled when callers served for longer must be checked again: every second, and at once when an entry was dropped here.</summary>
    public Task NextCheck => _nextCheck.Task;

    /// <summary>What a request says about who asks.</summary>
    /// <returns>False when it has to be asked for with <see cref="Ask"/>.</returns>
    public bool TryKnow(HttpRequest request, out KeyHash hash, out Asker asker)
    {
        hash = default;
        asker = Asker.Stranger;
        if (Key(request) is { IsEmpty: false } key)
        {
            hash = KeyHash.Of(key);
        }
        else if (!HasKey(request) && CookieOf(request) is { } cookie)
        {
            hash = KeyHash.Of(cookie).OfCookie();
        }
        else
        {
            return true;
        }

        if (request.Headers[ActingForHeader] is { Count: > 0 } person)
        {
            hash = hash.ActingFor(person.ToString());
        }

        if (_kept.TryGetValue(hash, out var entry) && entry.Until > Environment.TickCount64)
        {
            asker = entry.Asker;
            return true;
        }

        return false;
    }

    public async Task<Asker> Ask(HttpRequest request, KeyHash hash)
    {
        var before = Interlocked.Read(ref _forgettings);
        var (asker, until) = await Find(request);
        if (asker.Caller is { } caller && request.Headers[ActingForHeader] is { Count: > 0 } person)
        {
            asker = await ActingFor(caller, person.ToString());
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        // What was asked before something was forgotten may be what is to be forgotten.
        if (before == Interlocked.Read(ref _forgettings))
        {
            var kept = Environment.TickCount64 + (asker.Caller is null ? RefusedMilliseconds : KeptMilliseconds);
            _kept[hash] = new(asker, Math.Min(kept, until));
        }

        return asker;
    }

    /// <summary>Who asks, asked for if need be: for what goes on longer than one answer is kept.</summary>
    public async ValueTask<Asker> Know(HttpRequest request) => TryKnow(request, out var hash, out var asker) ? asker : await Ask(request, hash);

    /// <summary>Drops what is kept about an account, so that a change of it is felt here at once.</summary>
    public void Forget(string account)
    {
        Interlocked.Increment(ref _forgettings);
        foreach (var (hash, entry) in _kept)
        {
            if (entry.Asker.Caller is not { Actor: var actor } || actor.Account == account || actor.OnBehalfOf == account)
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

    /// <summary>Whether a request carries a key or a token, good or bad. A cookie is none: a stale one must not keep anybody from what is public.</summary>
    public static bool HasKey(HttpRequest request) => request.Headers.Authorization.Count > 0;

    private async Task<(Asker Asker, long Until)> Find(HttpRequest request)
    {
        if (!HasKey(request))
        {
            return (await OfSession(CookieOf(request)!), long.MaxValue);
        }

        var key = Key(request);
        if (_tokens.IsToken(key))
        {
            return await OfToken(key.ToString());
        }

        var hash = KeyHash.Of(key);
        if ((ApiKeys.AccountOf(key) ?? (hash == _bootstrap ? OpsAccount : null)) is not { } account)
        {
            return (Asker.Stranger, long.MaxValue);
        }

        var actor = await _grains.GetGrain<IAccountGrain>(account).Authenticate(hash.ToHex());
        return (actor is null ? Asker.Stranger : new(new Caller(actor)), long.MaxValue);
    }

    private async Task<Asker> OfSession(string cookie) =>
        _sessions.Read(cookie) is not { } session ? Asker.Stranger
        : Asker.OfSession(await _grains.GetGrain<IAccountGrain>(session.Account).Recognize(session.Stamp), session.ByPassword);

    private async Task<(Asker Asker, long Until)> OfToken(string token)
    {
        if (await _tokens.Check(token) is not { } vouched)
        {
            return (Asker.BadToken, long.MaxValue);
        }

        if (vouched.Account is not { } account || !Ids.IsValid(account))
        {
            return (Asker.Refused(AccountRefusals.NotAnAccount), vouched.Until);
        }

        var presence = await _grains.GetGrain<IAccountGrain>(account).Recognize(securityStamp: null);
        return (presence.Actor is { } actor ? new(new Caller(actor)) : Asker.Refused(presence.Refusal!), vouched.Until);
    }

    /// <summary>The person's roles, units and leaders, in the substitute's name.</summary>
    private async Task<Asker> ActingFor(Caller substitute, string person)
    {
        var own = substitute.Actor;
        var presence = Ids.IsValid(person) ? await _grains.GetGrain<IAccountGrain>(person).ActedForBy(own.Account) : AccountRefusals.NotASubstitute;
        if (presence.Actor is not { } actor)
        {
            return Asker.Refused(presence.Refusal!);
        }

        var acting = actor with
        {
            Account = own.Account,
            OnBehalfOf = person,
            OwnUnits = own.Units,
            FormerUnits = [.. actor.FormerUnits.Concat(own.FormerUnits).OrderByDescending(former => former.Until).Take(FormerUnit.Most)],
        };
        return new(new Caller(acting) { ByCookie = substitute.ByCookie, MustChangePassword = substitute.MustChangePassword });
    }

    private ReadOnlySpan<char> Key(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var key = text.AsSpan(Scheme.Length).Trim();
        return key.Length <= KeyHash.MaxKeyLength || (key.Length <= KeyHash.MaxProofLength && _tokens.IsToken(key)) ? key : default;
    }

    private static string? CookieOf(HttpRequest request) =>
        request.Headers.Cookie.Count > 0 && request.Cookies[Sessions.Cookie] is { Length: > 0 and <= KeyHash.MaxProofLength } cookie ? cookie : null;

    private readonly record struct Entry(Asker Asker, long Until);
}
