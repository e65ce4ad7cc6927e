using System.Globalization;
using Rectification.Measures;
using Rectification.Storage;
using Rectification.Telemetry;

namespace Rectification.Ledgers;

/// <summary>What is to be sent is durable before the first report is, and a reminder wakes what was cut off.</summary>
[GrainType("ledger")]
internal sealed class LedgerGrain : Grain, ILedgerGrain, IRemindable
{
    private const string GoOn = "go-on";
    private const int AtOnce = 64;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly Committed<LedgerRow> _stored;
    private readonly RowStore _rows;

    public LedgerGrain([PersistentState("ledger-v1")] IPersistentState<LedgerRow> stored, RowStore rows) =>
        (_stored, _rows) = (new(stored, DeactivateOnIdle), rows);

    public async Task Keep(LedgerRecord ledger)
    {
        if (_stored.Row.Ledger is null)
        {
            await _stored.Write(new() { Ledger = ledger });
        }
    }

    public Task<LedgerRecord?> Get() => Task.FromResult(_stored.Row.Ledger);

    public Task Stage(Guid batch, int page, IReadOnlyList<LedgerReport> reports) =>
        _rows.Write(LedgerPageRow.StateName, LedgerPageRow.RowType, Key(batch, page), new LedgerPageRow { Reports = reports });

    public async Task<LedgerRecord> Take(LedgerTaking taking)
    {
        var ledger = _stored.Row.Ledger ?? throw new InvalidOperationException("A ledger is kept before it is taken in.");
        if (ledger.Status == LedgerStatus.Previewed)
        {
            if (taking.Reports.Count > 0)
            {
                await this.RegisterOrUpdateReminder(GoOn, Soon, Soon);
            }

            await _stored.Write(new() { Ledger = ledger with { Status = LedgerStatus.Taking, Taking = taking } });
        }

        await Send();
        return _stored.Row.Ledger!;
    }

    public Task TurnedAway(int rows)
    {
        RectificationMeter.ImportRows.Add(rows, new KeyValuePair<string, object?>("outcome", "refused"));
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await Send();
        if (await this.GetReminder(GoOn) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <summary>
    /// Sends what was not sent, or not known to be. An outcome that is unknown leaves all for the next time: what was accepted stays accepted once.
    /// </summary>
    private async Task Send()
    {
        if (_stored.Row.Ledger is not { Status: LedgerStatus.Taking, Taking: { } taking, Plan: var plan } ledger)
        {
            return;
        }

        var (refused, sent) = (new List<LedgerRefusal>(), taking.Reports.Count);
        await Send(plan!, taking, taking.Reports, refused);
        for (var page = 0; page < taking.Pages; page++)
        {
            // A page at a time is held; it was written before the taking was.
            var further = await _rows.Read<LedgerPageRow>(LedgerPageRow.StateName, LedgerPageRow.RowType, Key(taking.Batch, page))
                ?? throw new InvalidDataException($"Page {page} of the ledger {this.GetPrimaryKeyString()} is missing.");
            await Send(plan!, taking, further.Reports, refused);
            sent += further.Reports.Count;
        }

        RectificationMeter.ImportRows.Add(sent - refused.Count, new KeyValuePair<string, object?>("outcome", "accepted"));
        RectificationMeter.ImportRows.Add(refused.Count, new KeyValuePair<string, object?>("outcome", "refused"));
        await _stored.Write(new()
        {
            Ledger = ledger with { Status = LedgerStatus.Taken, Accepted = sent - refused.Count, Refused = refused },
        });
    }

    private async Task Send(string plan, LedgerTaking taking, IReadOnlyList<LedgerReport> reports, List<LedgerRefusal> refused)
    {
        foreach (var some in reports.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(some.Select(report => GrainFactory.GetGrain<IMeasureGrain>(new NumberKey(plan, report.Measure).ToString())
                .Submit(new() { Id = report.Id, Actor = taking.Actor, Command = report.Report })));
            foreach (var (report, outcome) in some.Zip(outcomes))
            {
                if (outcome.Refusal is { Kind: RefusalKind.Unavailable or RefusalKind.TooMany })
                {
                    throw new TimeoutException($"Measure {report.Measure} cannot be reached now; the ledger goes on by itself.");
                }

                if (outcome.Refusal is { } refusal)
                {
                    refused.Add(new() { Measure = report.Measure, Cell = report.Cell, Refusal = refusal });
                }
            }
        }
    }

    private string Key(Guid batch, int page) => string.Create(CultureInfo.InvariantCulture, $"{this.GetPrimaryKeyString()}:{batch:N}:{page}");
}

/// <summary>What a ledger's grain keeps.</summary>
[GenerateSerializer, Alias("ledger-row")]
public sealed record LedgerRow
{
    [Id(0)] public LedgerRecord? Ledger { get; init; }
}

/// <summary>Some of the reports of a taking that has many.</summary>
[GenerateSerializer, Immutable, Alias("ledger-page")]
public sealed record LedgerPageRow
{
    public const string StateName = "ledger-page-v1";
    public const string RowType = "ledger-page";

    [Id(0)] public IReadOnlyList<LedgerReport> Reports { get; init; } = [];
}
