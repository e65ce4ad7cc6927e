using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Rectification.Gateway.Http;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Tests.Contracts.Pages.Support;

namespace Rectification.Tests.Contracts.Pages;

public sealed class ListTests
{
    public static TheoryData<MeasureFilter> Filters =>
    [
        new MeasureFilter(),
        new MeasureFilter { Unit = "330302", Led = true, Status = MeasureStatus.SignOffRequested },
        new MeasureFilter { Unit = "330302", Done = false },
        new MeasureFilter { Light = Light.Red, Overdue = true, Extended = false, DueBefore = new(2026, 5, 1) },
        new MeasureFilter { Standing = true, Institution = true, Registered = false, Changed = new(2026, 5, 1) },
        new MeasureFilter { Text = "意识形态 & 100%", Problem = 12, Leader = "leader-01", After = 60, Limit = 500 },
    ];

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_address_of_a_list_asks_what_the_API_reads_from_it(MeasureFilter filter)
    {
        var address = RecordAddress.Measures("p", filter);
        var query = new Query(new QueryCollection(QueryHelpers.ParseQuery(address.Contains('?') ? address[address.IndexOf('?')..] : "")));

        var read = MeasureReading.Filter(query) with { VisibleLeaders = filter.VisibleLeaders };

        Assert.Null(query.Wrong);
        Assert.Equal(filter, read);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void What_a_list_was_asked_for_is_said_in_both_languages(MeasureFilter filter) =>
        Assert.Equal(FilterWords.Of(filter, Samples.Frame, new Bilingual(English: false)).Count,
            FilterWords.Of(filter, Samples.Frame, new Bilingual(English: true)).Count);

    [Fact]
    public void A_part_of_a_unit_without_a_unit_is_refused()
    {
        var query = new Query(new QueryCollection(QueryHelpers.ParseQuery("?led=true")));
        MeasureReading.Filter(query);
        Assert.NotNull(query.Wrong);
    }

    [Fact]
    public void A_figure_of_a_sheet_is_known_as_what_its_list_counts_and_no_other_list_is()
    {
        Assert.NotNull(ListCount.Figure(new() { Status = MeasureStatus.SignedOff }));
        Assert.NotNull(ListCount.Figure(new() { Unit = "u", Led = true, Light = Light.Red, Limit = 500, After = 9 }));
        Assert.Null(ListCount.Figure(new() { Unit = "u", Light = Light.Red }));
        Assert.Null(ListCount.Figure(new() { Status = MeasureStatus.SignedOff, Overdue = true }));
        Assert.Null(ListCount.Figure(new() { Text = "整改" }));
    }
}
