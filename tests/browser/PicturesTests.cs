using Microsoft.Playwright;
using Rectification.Tests.Browser.Support;

namespace Rectification.Tests.Browser;

/// <summary>The pictures of the documents, taken anew when RECTIFICATION_REWRITE_REFERENCE is 1; otherwise what they show is opened.</summary>
public sealed class PicturesTests(Site site)
{
    private const int Desk = 1440;
    private const int Phone = 360;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "pictures");

    [Theory]
    [InlineData("overview", "demo-leader-01", "/?plan=wenzhou-xcb-2024&day=2024-07-08", Desk)]
    [InlineData("overview-phone", "demo-leader-01", "/?plan=wenzhou-xcb-2024&day=2024-07-08", Phone)]
    [InlineData("measure", "demo-office", "/plans/wenzhou-xcb-2024/measures/12", Desk)]
    [InlineData("unit-phone", "demo-office", "/plans/wenzhou-xcb-2024/units/330302", Phone)]
    [InlineData("admin", "demo-ops", "/admin", Desk)]
    public async Task A_picture_of_the_documents_can_be_taken(string name, string person, string page, int width)
    {
        await using var visit = await site.OpenAs(person, width);
        var answer = await visit.Page.GotoAsync(page);
        Assert.Equal(200, answer!.Status);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var file = Path.Combine(Folder, $"{name}.png");
        if (Environment.GetEnvironmentVariable("RECTIFICATION_REWRITE_REFERENCE") == "1")
        {
            await visit.Page.ScreenshotAsync(new() { Path = file, FullPage = width == Desk });
        }

        Assert.True(File.Exists(file), $"{file} is not there; take it with RECTIFICATION_REWRITE_REFERENCE=1.");
        Assert.Empty(visit.Complaints);
    }
}
