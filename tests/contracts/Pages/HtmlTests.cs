using Microsoft.AspNetCore.Http;
using Rectification.Gateway.Shell;
using Rectification.Gateway.Site;

namespace Rectification.Tests.Contracts.Pages;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onclick='x' & more", "&quot; onclick=&#x27;x&#x27; &amp; more")]
    [InlineData("整改“措施”：100%", "整改“措施”：100%")]
    [InlineData(null, "")]
    public void What_is_put_in_is_text_and_nothing_else(string? text, string encoded) =>
        Assert.Equal($"<td title=\"{encoded}\">{encoded}</td>", Html.Of($"<td title=\"{text}\">{text}</td>").Value);

    [Fact]
    public void Pieces_stay_markup_and_numbers_are_plain()
    {
        var cells = Html.Each([1_234, 5], number => Html.Of($"<td>{number}</td>"));

        Assert.Equal("<tr><td>1234</td><td>5</td></tr>", Html.Of($"<tr>{cells}{default(Microsoft.AspNetCore.Components.MarkupString)}</tr>").Value);
    }

    [Fact]
    public async Task A_page_that_waits_for_its_turn_goes_on_at_last_though_none_of_the_others_ends()
    {
        using var turns = new PageTurns();
        var (others, held) = (new TaskCompletionSource(), new List<Task>());
        for (var i = 0; i < 100 * Environment.ProcessorCount; i++)
        {
            held.Add(turns.Take(new DefaultHttpContext(), _ => others.Task));
        }

        await turns.Take(new DefaultHttpContext(), _ => Task.CompletedTask);

        others.SetResult();
        await Task.WhenAll(held);
        await turns.Take(new DefaultHttpContext(), _ => Task.CompletedTask);
    }
}
