using Rectification.Papers;

namespace Rectification.Tests.Papers;

/// <summary>发文字号： without gaps in a year, never twice, a void one stays.</summary>
public sealed class PaperRegisterTests
{
    private static readonly Actor Office = new() { Account = "office", Roles = Roles.Reviewer };
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Numbers_of_a_prefix_and_a_year_follow_each_other_without_a_gap()
    {
        var state = PaperState.Empty;
        foreach (var subject in Enumerable.Range(1, 5))
        {
            state = Take(state, PaperKind.SignOff, subject, 2026);
        }

        state = Take(Take(state, PaperKind.SignOff, 6, 2027), PaperKind.Extension, 1, 2027);

        Assert.Equal(["整销〔2026〕1号", "整销〔2026〕2号", "整销〔2026〕3号", "整销〔2026〕4号", "整销〔2026〕5号", "整销〔2027〕1号", "整延〔2027〕1号"],
            state.Lines.Select(line => line.Label));
    }

    [Fact]
    public void A_void_number_stays_and_is_not_given_again()
    {
        var state = Take(PaperState.Empty, PaperKind.SignOff, 2, 2026);
        Assert.Equal("paper.has-number", Decide(state, 0, new TakeNumber { Kind = PaperKind.SignOff, Subject = 2 }).Refusal?.Code);

        state = Apply(state, Decide(state, 1, new VoidNumber { Reason = "印错" }).Event!);
        Assert.Equal("paper.is-voided", Decide(state, 1, new VoidNumber { Reason = "再次" }).Refusal?.Code);
        state = Take(state, PaperKind.SignOff, 2, 2026);

        Assert.Equal([("整销〔2026〕1号", true), ("整销〔2026〕2号", false)], state.Lines.Select(line => (line.Label, line.Voided is not null)));
        Assert.Equal(2, state.Of(PaperKind.SignOff, 2)?.No);
    }

    [Theory]
    [InlineData("督〔2026〕")]
    [InlineData("")]
    [InlineData("督 办")]
    [InlineData("督1")]
    public void A_prefix_holds_no_brackets_digits_or_blanks(string prefix) => Assert.Equal("paper.prefix-malformed",
        Decide(PaperState.Empty, 0, new TakeNumber { Kind = PaperKind.Order, Subject = 1, Prefix = prefix }).Refusal?.Code);

    [Fact]
    public void Nobody_but_the_office_gives_numbers() => Assert.Equal("paper.not-a-reviewer", PaperDecider.Decide(
        PaperState.Empty, 0, new TakeNumber { Kind = PaperKind.Order, Subject = 1 }, Office with { Roles = Roles.Reporter }, new(2026, 1, 1)).Refusal?.Code);

    private static PaperVerdict Decide(PaperState state, int no, PaperCommand command, int year = 2026) =>
        PaperDecider.Decide(state, no, command, Office, new(year, 3, 2));

    private static PaperState Take(PaperState state, PaperKind kind, int subject, int year) =>
        Apply(state, Decide(state, 0, new TakeNumber { Kind = kind, Subject = subject }, year).Event!);

    private static PaperState Apply(PaperState state, PaperEvent happened) => state.Apply(happened, "office", At);
}
