using System.Collections.Concurrent;

namespace Rectification.Tests.Browser;

/// <summary>What the first look at the overview costs somebody who has never been here.</summary>
public sealed class FirstViewTests(Site site)
{
    private const int MostBytes = 100 * 1024;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task It_takes_less_than_100_KB_beside_the_chart_library()
    {
        await using var visit = await site.OpenAs("demo-leader-01");
        var answers = new ConcurrentQueue<IResponse>();
        await using var fresh = await site.Open();
        await fresh.Page.Context.AddCookiesAsync([.. (await visit.Page.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path,
        })]);
        fresh.Page.Response += (_, answer) => answers.Enqueue(answer);
        await fresh.Page.GotoAsync($"/?plan={Site.Wenzhou}");
        await fresh.Page.Locator("[data-chart] svg").First.WaitForAsync();

        var bytes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var answer in answers.Where(answer => !answer.Url.Contains("/lib/echarts", StringComparison.Ordinal)
            && !answer.Url.EndsWith("/stream", StringComparison.Ordinal)))
        {
            bytes[answer.Url] = (await answer.Request.SizesAsync()).ResponseBodySize;
        }

        Assert.True(bytes.Values.Sum() < MostBytes,
            $"{bytes.Values.Sum()} bytes: {string.Join(", ", bytes.OrderByDescending(file => file.Value).Select(file => $"{file.Key} {file.Value}"))}");
    }

    [Fact]
    public async Task The_rate_is_there_within_a_second()
    {
        await using var visit = await site.Open();
        var (best, plain) = await visit.Fastest($"/?plan={Site.Wenzhou}", "/sign-in", "[data-rate='measures']");

        Assert.True(best < Soon || best < 4 * plain, $"The best took {best}, that of a page with next to nothing on it {plain}.");
    }
}
