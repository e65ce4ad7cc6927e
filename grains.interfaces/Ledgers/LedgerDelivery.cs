namespace Rectification.Ledgers;

/// <summary>Hands a taking of any size to its grain in messages, and rows, of bounded size.</summary>
public static class LedgerDelivery
{
    /// <summary>Most reports in one message and in one row: with the longest notes, some megabytes.</summary>
    public const int PageSize = 500;

    /// <summary><see cref="ILedgerGrain.Take"/> of any number of reports: the further ones are kept first, and nothing is sent before they are.</summary>
    public static async Task<LedgerRecord> TakeWhole(this ILedgerGrain ledger, LedgerTaking taking)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(taking);
        var (batch, page) = (Guid.NewGuid(), 0);
        foreach (var further in taking.Reports.Skip(PageSize).Chunk(PageSize))
        {
            await ledger.Stage(batch, page++, further);
        }

        return await ledger.Take(taking with
        {
            Reports = [.. taking.Reports.Take(PageSize)],
            Batch = batch,
            Pages = page,
            Count = taking.Reports.Count,
        });
    }
}
