using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Rectification.Benchmarks.Peer;

internal sealed record PeerAccount(string Name, HashSet<string> Units);

/// <summary>Accounts by bearer key. Keys are stored as hashes; a key once seen is answered from memory.</summary>
internal sealed class PeerKeys(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, PeerAccount> seen = new(StringComparer.Ordinal);

    public ValueTask<PeerAccount?> Find(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.Ordinal))
            return default;
        return seen.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(header.AsSpan(scheme.Length), out var account)
            ? new(account)
            : Load(header[scheme.Length..]);
    }

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private async ValueTask<PeerAccount?> Load(string key)
    {
        await using var command = database.CreateCommand("SELECT name, units FROM account WHERE key_hash = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Hash(key) });
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            return null;
        var account = new PeerAccount(reader.GetString(0), [.. reader.GetFieldValue<string[]>(1)]);
        seen.TryAdd(key, account);
        return account;
    }
}
