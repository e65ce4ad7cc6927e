using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Gateway.Auth;
using Rectification.Ledgers;

namespace Rectification.Gateway.Ledgers;

/// <summary>What the pages ask beside the API.</summary>
internal sealed partial class LedgerDesk
{
    /// <summary>A preview of the caller's own as it is kept; <see langword="null"/>: there is none.</summary>
    public Task<LedgerRecord?> Kept(string id, Caller caller) => Find(id, caller);

    /// <summary>The same files read with other columns: a preview of its own, while the one before stays as it is.</summary>
    /// <param name="id">The preview whose files they are.</param>
    /// <param name="mapping">Column → field, added to what was said before.</param>
    /// <param name="caller">Whose preview it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(LedgerPreview? Preview, Refusal? Refusal)> ReadAs(
        string id, IReadOnlyDictionary<string, string> mapping, Caller caller, CancellationToken cancellation)
    {
        if (await Find(id, caller) is not { } ledger)
        {
            return (null, LedgerRefusals.Unknown);
        }

        var options = LedgerReads.Options(ledger);
        var said = new Dictionary<string, string>(options.Mapping ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (column, field) in mapping)
        {
            said[column] = field;
        }

        return await Preview(
            new() { Files = ledger.Files, Plan = ledger.Plan, Options = LedgerReads.Written(options with { Mapping = said }) }, caller, cancellation);
    }

    /// <summary>Takes it in, see the same with the hash of what was said.</summary>
    public Task<(LedgerCommitted? Committed, IReadOnlyList<Refusal> Wrong, bool Repeated)> Commit(
        string id, CommitLedger said, string command, Caller caller, CancellationToken cancellation) =>
        Commit(id, said, Hash(said), command, caller, cancellation);

    private static string Hash(CommitLedger said) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said, LedgersJson.Api.CommitLedger)));
}
