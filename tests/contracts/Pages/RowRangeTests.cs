using System.Text.RegularExpressions;
using Rectification.Gateway.Shell;

namespace Rectification.Tests.Contracts.Pages;

/// <summary>Every list says which rows stand on its page and how many there are.</summary>
public sealed partial class RowRangeTests
{
    /// <summary>Pages that show no list of a length nobody knows beforehand, or one that is bounded by what it is.</summary>
    private static readonly string[] NoLists =
    [
        "AdminHome", "SetUpPage", "SignInPage", "PasswordPage", "ActingPage", "StartPage", "NewAccountPage", "NewAccountsPage", "AccountPage", "CalendarPage",
        "PlanImportPage", "PlanRulesPage", "ClosingPage", "NewAmendmentPage", "AmendmentPage", "DraftPage", "DraftPartPage", "IssueOrderPage", "OrderPage",
        "OrderPaperPage", "LedgersPage", "LedgerPage", "CheckSheetPage", "ReportPage", "SignOffPage", "ExtensionPage",

        // The units of a plan, all of them, with their sums; a unit's own rows to fill in; the newest hits of each kind, which say that there are more.
        "OverviewPage", "BulkPage", "SearchPage",

        // What was drafted or given to one plan, all of it; the parts of the product.
        "PapersPage", "NoticePage", "PublicNoticePage", "OpinionPage", "DigestRecordPage", "FiguresPage", "SystemPage",

        // It says in its own words which tasks stand here and how many are open; timelines, the newest first, which lead to what is earlier.
        "TasksPage", "PlanHistoryPage", "DigestsPage",

        // Its lists of measures and of evidence are parts of their own, which obey the rule.
        "MeasureRecordPage", "ProblemRecordPage",
    ];

    [Theory]
    [InlineData(94, true, 94, true, true, null, 1, 94, false)]
    [InlineData(94, true, 40, true, false, null, 1, 40, true)]
    [InlineData(94, true, 40, false, false, 41, 41, 80, true)]
    [InlineData(94, true, 14, false, true, null, 81, 94, true)]
    [InlineData(94, true, 40, false, false, null, null, null, true)]
    [InlineData(94, true, 40, false, false, 90, null, null, true)]
    [InlineData(94, true, 40, false, false, -3, null, null, true)]
    [InlineData(0, true, 0, true, true, null, null, null, false)]
    [InlineData(5000, false, 100, false, false, 101, 101, 200, true)]
    public void Which_rows_they_are(int total, bool whole, int shown, bool isFirst, bool isLast, int? told, int? first, int? end, bool isPart)
    {
        var range = RowRange.Of(total, whole, shown, isFirst, isLast, told);

        Assert.Equal((first, end, isPart), (range.First, range.End, range.IsPart));
    }

    [Fact]
    public void Every_page_counts_its_list_and_leads_to_the_rest_of_it()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "gateway"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: File.ReadAllText(file)))
            .Where(page => page.Text.StartsWith("@page", StringComparison.Ordinal)).ToList();

        Assert.Empty(pages.Where(page => !NoLists.Contains(page.Name) && !(Counts().IsMatch(page.Text) && GoesOn().IsMatch(page.Text)))
            .Select(page => page.Name));
        Assert.Empty(NoLists.Except(pages.Select(page => page.Name)));
    }

    [GeneratedRegex("<(PageCount|RowCount) ")]
    private static partial Regex Counts();

    [GeneratedRegex("<PageLinks |rel=\"next\"")]
    private static partial Regex GoesOn();
}
