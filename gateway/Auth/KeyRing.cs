using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Rectification.Accounts;

namespace Rectification.Gateway.Auth;

/// <summary>Finds who holds a key. Answers are kept for some seconds, so that a storm of reports asks the accounts once.</summary>
internal sealed class KeyRing(IGrainFactory grains, IOptions<AuthOptions> options)
{
    public const string OpsAccount = "ops";
    private const string Scheme = "Bearer ";
    private const int MaxKept = 20_000;
    private const long KeptMilliseconds = 5_000;
    private const long RefusedMilliseconds = 1_000;

    private readonly ConcurrentDictionary<KeyHash, Entry> _kept = new();
    private readonly KeyHash? _bootstrap = options.Value.BootstrapKey is { } key ? KeyHash.Of(key) : null;

    /// <summary>What a request says about who asks.</summary>
    /// <returns>False when it has to be asked for with <see cref="Ask"/>.</returns>
    public bool TryKnow(HttpRequest request, out KeyHash hash, out Caller? caller)
    {
        hash = default;
        caller = null;
        if (Key(request) is not { IsEmpty: false } key)
        {
            return true;
        }

        hash = KeyHash.Of(key);
        if (_kept.TryGetValue(hash, out var entry) && entry.Until > Environment.TickCount64)
        {
            caller = entry.Caller;
            return true;
        }

        return false;
    }

    public async Task<Caller?> Ask(HttpRequest request, KeyHash hash)
    {
        var account = ApiKeys.AccountOf(Key(request)) ?? (hash == _bootstrap ? OpsAccount : null);
        if (account is null)
        {
            return null;
        }

        var actor = await grains.GetGrain<IAccountGrain>(account).Authenticate(hash.ToHex());
        var caller = actor is null ? null : new Caller(actor);
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        _kept[hash] = new(caller, Environment.TickCount64 + (caller is null ? RefusedMilliseconds : KeptMilliseconds));
        return caller;
    }

    /// <summary>Whether a request carries any credentials at all.</summary>
    public static bool HasKey(HttpRequest request) => request.Headers.Authorization.Count > 0;

    private static ReadOnlySpan<char> Key(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var key = text.AsSpan(Scheme.Length).Trim();
        return key.Length > KeyHash.MaxKeyLength ? default : key;
    }

    private readonly record struct Entry(Caller? Caller, long Until);
}
