using System.Security.Cryptography;
using System.Text.Json;
using Rectification.Documents.Ledgers;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans.Pages;
using Rectification.Ledgers;

namespace Rectification.Gateway.Ledgers;

/// <summary>What the pages ask beside the API.</summary>
internal sealed partial class LedgerDesk
{
    /// <summary>A preview of the caller's own as it is kept; <see langword="null"/>: there is none.</summary>
    public Task<LedgerRecord?> Kept(string id, Caller caller) => Find(id, caller);

    /// <summary>The same files read with answers to some of their questions, so that only the others are asked.</summary>
    /// <param name="id">The preview whose files they are.</param>
    /// <param name="answers">Answers, added to what was answered before.</param>
    /// <param name="feedback">The feedback day, where none was said.</param>
    /// <param name="caller">Whose preview it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(LedgerPreview? Preview, Refusal? Refusal)> ReadWith(
        string id, IReadOnlyDictionary<string, string> answers, DateOnly? feedback, Caller caller, CancellationToken cancellation)
    {
        if (await Find(id, caller) is not { } ledger)
        {
            return (null, LedgerRefusals.Unknown);
        }

        ledger = LedgerReads.With(ledger, feedback);
        var options = LedgerReads.Options(ledger);
        var said = new Dictionary<string, string>(options.Answers ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (cell, answer) in answers)
        {
            said[cell] = answer;
        }

        return await Preview(
            new() { Files = ledger.Files, Plan = ledger.Plan, Options = LedgerReads.Written(options with { Answers = said }) }, caller, cancellation);
    }

    /// <summary>The same files read with other columns: a preview of its own, while the one before stays as it is.</summary>
    /// <param name="id">The preview whose files they are.</param>
    /// <param name="mapping">Column → field, added to what was said or remembered before; empty: nothing of that counts.</param>
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
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, field) in mapping.Count == 0 ? [] : (options.Mapping ?? await Remembered(ledger, caller, cancellation)).Concat(mapping))
        {
            said[column] = field;
        }

        return await Preview(
            new() { Files = ledger.Files, Plan = ledger.Plan, Options = LedgerReads.Written(options with { Mapping = said }) }, caller, cancellation);
    }

    /// <summary>The same files read as a change of the plan, or as the progress of many units: a preview of its own.</summary>
    /// <param name="id">The preview whose files they are.</param>
    /// <param name="kind">See <see cref="LedgerKinds"/>.</param>
    /// <param name="caller">Whose preview it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(LedgerPreview? Preview, Refusal? Refusal)> ReadOtherwise(string id, string kind, Caller caller, CancellationToken cancellation) =>
        await Find(id, caller) is not { } ledger ? (null, LedgerRefusals.Unknown)
            : await Preview(
                new() { Files = ledger.Files, Plan = ledger.Plan, Options = LedgerReads.Written(LedgerReads.Options(ledger) with { As = kind }) },
                caller, cancellation);

    /// <summary>What the plan's next ledger is read by.</summary>
    public Task<LedgerMemory> Memory(string plan) => grains.GetGrain<ILedgerBookGrain>(plan).Memory();

    /// <summary>Forgets a layout's columns, or another name; why not.</summary>
    public async Task<Refusal?> Forget(string plan, string key, Caller caller) =>
        !AmendmentWords.MayPropose(caller.Actor) ? HttpRefusals.Forbidden
            : await grains.GetGrain<ILedgerBookGrain>(plan).Forget(key) ? null : LedgerRefusals.NotRemembered;

    private async Task<IReadOnlyDictionary<string, string>> Remembered(LedgerRecord ledger, Caller caller, CancellationToken cancellation)
    {
        var (_, files, _) = await reads.Read(ledger, caller, NoAnswers, cancellation);
        return files.Select(file => file.Remembered).FirstOrDefault(remembered => remembered is not null)?.Columns ?? new Dictionary<string, string>();
    }

    /// <summary>Takes it in, see the same with the hash of what was said.</summary>
    public Task<(LedgerCommitted? Committed, IReadOnlyList<Refusal> Wrong, bool Repeated)> Commit(
        string id, CommitLedger said, string command, Caller caller, CancellationToken cancellation) =>
        Commit(id, said, Hash(said), command, caller, cancellation);

    private static string Hash(CommitLedger said) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said, LedgersJson.Api.CommitLedger)));
}
