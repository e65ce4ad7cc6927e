namespace Rectification.Gateway.Site;

/// <summary>
/// How many pages are made at once. More than the processors can make at the same time would each take longer, and all that is half made would stand in memory
/// meanwhile; so those who come later wait for their turn, in the order they came.
/// </summary>
internal sealed class PageTurns : IDisposable
{
    private const int OfAProcessor = 2;

    /// <summary>Pages that wait for something else than a processor do not hold up others longer than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turns = new(OfAProcessor * Environment.ProcessorCount);

    public async Task Take(HttpContext context, RequestDelegate page)
    {
        var mine = await _turns.WaitAsync(Longest, context.RequestAborted);
        try
        {
            await page(context);
        }
        finally
        {
            if (mine)
            {
                _turns.Release();
            }
        }
    }

    public void Dispose() => _turns.Dispose();
}
