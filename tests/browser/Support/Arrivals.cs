namespace Rectification.Tests.Browser.Support;

/// <summary>
/// Waiting for the next page. The browser itself is asked again and again: the library's own waiting looks at the address first and listens afterwards, and an
/// arrival between the two is missed for good.
/// </summary>
internal static class Arrivals
{
    private const string IsThere = "at => document.readyState === 'complete' && new RegExp(at).test(location.href)";
    private const string IsElsewhere = "from => document.readyState === 'complete' && location.href !== from";

    /// <summary>Until a page whose address matches has been loaded with its scripts.</summary>
    /// <param name="page">Where a link was followed or a form sent.</param>
    /// <param name="address">A regular expression as scripts write it, for some part of the whole address.</param>
    /// <exception cref="TimeoutException">It does not come; says what the page said instead.</exception>
    public static Task Arrives(this IPage page, string address) => Waited(page, IsThere, address);

    /// <summary>Until another page than this has been loaded with its scripts.</summary>
    /// <param name="page">Where a link was followed or a form sent.</param>
    /// <param name="address">The whole address before that.</param>
    /// <exception cref="TimeoutException">It stays; says what the page said.</exception>
    public static Task Leaves(this IPage page, string address) => Waited(page, IsElsewhere, address);

    private static async Task Waited(IPage page, string script, string address)
    {
        try
        {
            await page.WaitForFunctionAsync(script, address);
        }
        catch (TimeoutException late)
        {
            var said = await page.Locator("[role=alert], [data-note], h1").AllInnerTextsAsync();
            throw new TimeoutException($"At {page.Url}, not {address}: {string.Join(" | ", said)}", late);
        }
    }
}
