using Deque.AxeCore.Playwright;

namespace Rectification.Tests.Browser.Support;

/// <summary>Somebody's browser with one page open. Whatever the page complains of in its console is kept.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string[] Serious = ["serious", "critical"];

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
    }

    /// <summary>What axe finds that is serious or critical, one line each. On a page without scripts it would never end.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var result = await Page.RunAxe().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
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
