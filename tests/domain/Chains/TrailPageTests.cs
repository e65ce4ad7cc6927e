using System.Text;
using Rectification.Chains;

namespace Rectification.Tests.Chains;

/// <summary>An open page shares its bytes with the pages that follow from it, and none ever sees another's.</summary>
public sealed class TrailPageTests
{
    [Fact]
    public void A_page_keeps_its_lines_whatever_is_appended_to_it_and_however_often()
    {
        var random = new Random(7);
        var pages = new List<(TrailPage Page, string Lines)> { (TrailPage.Empty, "") };
        for (var step = 0; step < 3_000; step++)
        {
            // Mostly the newest goes on; now and then an older one does, as after a write that was refused.
            var (page, lines) = pages[random.Next(5) > 0 ? ^1 : random.Next(pages.Count)];
            if (lines.Length > 4_000)
            {
                (page, lines) = Cut(page);
            }

            var entry = new string((char)('a' + (step % 26)), random.Next(600));
            pages.Add((page.Append(Encoding.UTF8.GetBytes(entry)), lines + entry + "\n"));
            if (pages.Count > 40)
            {
                pages.RemoveRange(0, 20);
            }

            Assert.All(pages, one => Assert.Equal(one.Lines, Encoding.UTF8.GetString(one.Page.Lines.Span)));
        }
    }

    [Fact]
    public void Appending_copies_no_more_than_the_entry()
    {
        var (page, entry) = (TrailPage.Empty, new byte[300]);
        for (var first = 0; first < 4; first++)
        {
            page = page.Append(entry);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var more = 0; more < 6; more++)
        {
            page = page.Append(entry);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 6 * 200);
    }

    /// <summary>What stays open of a page, as sealing leaves it.</summary>
    private static (TrailPage Page, string Lines) Cut(TrailPage page)
    {
        var open = page.Cut(3_000)!.Value.Open;
        return (open, Encoding.UTF8.GetString(open.Lines.Span));
    }
}
