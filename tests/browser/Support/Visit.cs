using System.Diagnostics;
using System.Globalization;
using Deque.AxeCore.Playwright;

namespace Rectification.Tests.Browser.Support;

/// <summary>Somebody's browser with one page open. Whatever the page complains of in its console is kept.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string[] Serious = ["serious", "critical"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Complain(message.Type is "error", message.Text);
        page.PageError += (_, error) => Complain(true, error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, of loading and of the content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async Task SignIn(string account, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator("[name='Asked.Account']").FillAsync(account);
        await Page.Locator("[name='Asked.Password']").FillAsync(password);
        await Page.Locator("main .narrow button").ClickAsync();

        // Whoever opens the next page before this one is there is perhaps not signed in on it.
        await Page.Arrives("^[^/]+//[^/]+/(?!sign-in)");
    }

    /// <summary>
    /// The shortest time until something of a page is there, and that of a plain page of the same program: in turns, so that what else the machine does
    /// falls upon both.
    /// </summary>
    public async Task<(TimeSpan Page, TimeSpan Plain)> Fastest(string address, string plain, string shows = "main")
    {
        var (ofPage, ofPlain) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var tries = 0; tries < 6; tries++)
        {
            ofPlain = Least(ofPlain, await Took(plain, "main"));
            ofPage = Least(ofPage, await Took(address, shows));
        }

        return (ofPage, ofPlain);

        async Task<TimeSpan> Took(string opened, string shown)
        {
            var asked = Stopwatch.GetTimestamp();
            await Page.GotoAsync(opened, new() { WaitUntil = WaitUntilState.Commit });
            await Page.Locator(shown).WaitForAsync();
            return Stopwatch.GetElapsedTime(asked);
        }

        static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
    }

    /// <summary>
    /// Follows a link of a list, on whichever of its pages it stands: what other tests left the same person to do stands there as well. When some of that is
    /// done meanwhile the link moves to a page that was read before, so that the list is read again.
    /// </summary>
    public async Task FollowListed(string list, string address)
    {
        var link = Page.Locator($"a[href='{address}']").First;
        await Until.True(async () => await Turn(list, link), Patience, $"{address} stands in {list}");
        await link.ClickAsync();
        await Page.Arrives(address);
    }

    /// <summary>Opens the pages of a list up to the one where a link stands.</summary>
    private async Task<bool> Turn(string list, ILocator link)
    {
        await Page.GotoAsync(list);
        for (var no = 2; await link.CountAsync() == 0 && await Page.Locator("nav.paging a[rel=next]").CountAsync() > 0; no++)
        {
            await Page.GotoAsync(string.Create(CultureInfo.InvariantCulture, $"{list}?page={no}"));
        }

        return await link.CountAsync() > 0;
    }

    /// <summary>What axe finds that is serious or critical, one line each. On a page without scripts it would never end.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var result = await Page.RunAxe().WaitAsync(TimeSpan.FromMinutes(4), TestContext.Current.CancellationToken);
        return [.. result.Violations.Where(violation => Serious.Contains(violation.Impact))
            .Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" ; ", violation.Nodes.Select(node => node.Html).Take(3))}")];
    }

    /// <summary>Whether anything is wider than the window, so that the page would have to be pushed sideways.</summary>
    public Task<bool> IsTooWide() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Complain(bool isError, string text)
    {
        if (isError)
        {
            _complaints.Add(text);
        }
    }
}
