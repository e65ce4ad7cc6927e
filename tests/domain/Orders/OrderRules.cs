using System.Reflection;
using System.Text;
using Rectification.Orders;
using Rectification.Tests.Rules;
using Rectification.Tests.Simulation;
using static Rectification.Orders.OrderRefusals;

namespace Rectification.Tests.Orders;

/// <summary>The rules of supervision orders, each refused and accepted by the one thing it is about.</summary>
public sealed class OrderRules
{
    /// <summary>Given by the grain, never by a rule; or a bound no example should have to reach.</summary>
    private static readonly string[] NotOfTheRules = [StaleVersion.Code, TooManyOrders.Code];

    private readonly OrderScene _scene = new();

    private static Actor Reporter => OrderScene.Reporter;

    private static Actor Office => OrderScene.Office;

    [Fact]
    public void An_order_names_measures_of_the_unit_addressed()
    {
        var issue = _scene.Issue;
        _scene.Refused(UnitUnknown, Office, issue with { Unit = "elsewhere" })
            .Refused(MeasuresCount, Office, issue with { Measures = [] })
            .Refused(MeasuresCount, Office, issue with { Measures = [.. Enumerable.Range(1, 201)] })
            .Refused(MeasureRepeated, Office, issue with { Measures = [12, 12] }, "/measures/1")
            .Refused(MeasureUnknown, Office, issue with { Measures = [12, 14] }, "/measures/1")
            .Refused(MeasureOfAnotherUnit, Office, issue with { Measures = [13] }, "/measures/0")
            .Accepted(Office, issue).Accepted(Office, issue with { Unit = Scene.Supporting });
    }

    [Fact]
    public void All_that_is_wrong_with_an_order_is_told_at_once_in_the_order_it_is_checked()
    {
        var wrong = OrderDecider.Shape(_scene.Context, new() { Unit = Worlds.Lead, Measures = [12, 14, 12, 13], Demand = "", Due = _scene.Today.AddDays(-1) });

        Assert.Equal(
            [(MeasureUnknown.Code, "/measures/1"), (MeasureRepeated.Code, "/measures/2"), (MeasureOfAnotherUnit.Code, "/measures/3"),
                (DemandMissing.Code, "/demand"), (DuePast.Code, "/due")],
            wrong.Select(refusal => (refusal.Code, refusal.Pointer!)));
        Assert.Equal([UnitUnknown.Code], OrderDecider.Shape(_scene.Context, _scene.Issue with { Unit = "elsewhere" }).Select(refusal => refusal.Code));
        Assert.Empty(OrderDecider.Shape(_scene.Context, _scene.Issue));
    }

    [Fact]
    public void An_order_states_its_demand() =>
        _scene.Refused(DemandMissing, Office, _scene.Issue with { Demand = " " })
            .Refused(DemandMissing, Office, _scene.Issue with { Demand = Say.TooLong })
            .Accepted(Office, _scene.Issue with { Demand = Say.Longest });

    [Fact]
    public void An_order_is_due_from_today_to_a_year_ahead_or_in_up_to_60_working_days()
    {
        var (issue, today) = (_scene.Issue, _scene.Today);
        _scene.Refused(DueMissing, Office, issue with { Due = null })
            .Refused(DueMissing, Office, issue with { DueInWorkingDays = 3 })
            .Refused(DuePast, Office, issue with { Due = today.AddDays(-1) })
            .Refused(DueTooFar, Office, issue with { Due = today.AddYears(1).AddDays(1) })
            .Refused(WorkingDaysOutOfRange, Office, issue with { Due = null, DueInWorkingDays = 0 })
            .Refused(WorkingDaysOutOfRange, Office, issue with { Due = null, DueInWorkingDays = 61 })
            .Accepted(Office, issue with { Due = today })
            .Accepted(Office, issue with { Due = today.AddYears(1) })
            .Accepted(Office, issue with { Due = null, DueInWorkingDays = 3 });
        Assert.Equal(new DateOnly(2024, 11, 6), _scene.Orders[2].Due);
    }

    [Fact]
    public void Only_the_office_issues()
    {
        _scene.Refused(NotReviewer, Reporter, _scene.Issue).Refused(NotReviewer, Scene.Leader, _scene.Issue).Accepted(Office, _scene.Issue);
        Assert.Equal((1, "督办〔2024〕1号", 1), (_scene.Order.No, _scene.Order.Issued.Label, _scene.Order.Issued.Round));
    }

    [Fact]
    public void An_answer_has_a_text_and_evidence_named_by_hash()
    {
        _scene.Accepted(Office, _scene.Issue)
            .Refused(TextMissing, Reporter, OrderScene.Answer with { Text = "" })
            .Refused(TooMuchEvidence, Reporter, OrderScene.Answer with { Evidence = [.. Enumerable.Repeat(Say.Photo, 51)] })
            .Refused(CommandRefusals.EvidenceMalformed, Reporter, OrderScene.Answer with { Evidence = [Say.Named] })
            .Accepted(Reporter, OrderScene.Answer with { Evidence = [.. Enumerable.Repeat(Say.Photo, 50)] });
        Assert.Equal(OrderStatus.Answered, _scene.Order.Status(_scene.Today));
    }

    [Fact]
    public void Only_a_reporter_of_the_unit_addressed_answers() =>
        _scene.Accepted(Office, _scene.Issue)
            .Refused(NotReporter, Office with { Units = [Worlds.Lead] }, OrderScene.Answer)
            .Refused(NotOfUnit, Scene.SupportingReporter, OrderScene.Answer)
            .Accepted(Reporter, OrderScene.Answer);

    [Fact]
    public void An_order_is_answered_once_until_the_office_returns_the_answer()
    {
        _scene.Accepted(Office, _scene.Issue)
            .Refused(NotAnswered, Office, _scene.Return)
            .Accepted(Reporter, OrderScene.Answer).Refused(IsAnswered, Reporter, OrderScene.Answer)
            .Accepted(Office, _scene.Return).Refused(NotAnswered, Office, _scene.Return);
        Assert.Equal((OrderStatus.Open, _scene.Return.Due), (_scene.Order.Status(_scene.Today), _scene.Order.Due));

        _scene.Accepted(Reporter, OrderScene.Answer with { Text = "已补充" });
        Assert.Equal(["已完成整改", "已补充"], _scene.Order.Answers.Select(answer => answer.Text));
    }

    [Fact]
    public void A_return_states_a_reason_and_a_new_day() =>
        _scene.Accepted(Office, _scene.Issue).Accepted(Reporter, OrderScene.Answer)
            .Refused(ReasonMissing, Office, _scene.Return with { Reason = "" })
            .Refused(DuePast, Office, _scene.Return with { Due = _scene.Today.AddDays(-1) })
            .Accepted(Office, _scene.Return);

    [Fact]
    public void An_answer_is_returned_at_most_20_times()
    {
        _scene.Accepted(Office, _scene.Issue).Accepted(Reporter, OrderScene.Answer);
        for (var i = 0; i < 20; i++)
        {
            _scene.Accepted(Office, _scene.Return).Accepted(Reporter, OrderScene.Answer);
        }

        _scene.Refused(TooManyReturns, Office, _scene.Return).Accepted(Office, OrderScene.Close);
    }

    [Fact]
    public void The_office_handles_answers_and_nobody_of_the_unit_addressed()
    {
        var ofTheUnit = Office with { Units = [Worlds.Lead] };
        _scene.Accepted(Office, _scene.Issue).Accepted(Reporter, OrderScene.Answer)
            .Refused(NotReviewer, Reporter, _scene.Return).Refused(NotReviewer, Reporter, OrderScene.Close)
            .Refused(ReviewerIsOfUnit, ofTheUnit, _scene.Return).Refused(ReviewerIsOfUnit, ofTheUnit, OrderScene.Close)
            .Accepted(Office with { Units = [Scene.Supporting] }, OrderScene.Close);
        Assert.Equal(OrderStatus.Closed, _scene.Order.Status(_scene.Today));
    }

    [Fact]
    public void Nobody_who_was_of_the_unit_addressed_since_the_order_was_issued_handles_the_answer()
    {
        _scene.Accepted(Office, _scene.Issue);
        var issued = _scene.Now;
        Actor Left(DateTimeOffset until) => Office with { FormerUnits = [new() { Unit = Worlds.Lead, Until = until }] };
        _scene.After(1).Accepted(Reporter, OrderScene.Answer)
            .Refused(ReviewerWasOfUnit, Left(issued), _scene.Return).Refused(ReviewerWasOfUnit, Left(issued), OrderScene.Close)
            .Accepted(Left(issued.AddTicks(-1)), OrderScene.Close);
    }

    [Fact]
    public void Nobody_who_answered_handles_the_answer_whoever_acted_for_whom()
    {
        var deputy = Reporter with { Account = "deputy", OnBehalfOf = Reporter.Account };
        _scene.Accepted(Office, _scene.Issue).Accepted(deputy, OrderScene.Answer)
            .Refused(ReviewerAnswered, Office with { Account = "deputy" }, _scene.Return)
            .Refused(ReviewerAnswered, Office with { OnBehalfOf = Reporter.Account }, OrderScene.Close)
            .Accepted(Office, _scene.Return).Accepted(Reporter with { Account = "other" }, OrderScene.Answer)
            .Refused(ReviewerAnswered, Office with { Account = "deputy" }, OrderScene.Close)
            .Accepted(Office, OrderScene.Close);
    }

    [Fact]
    public void A_closing_states_its_result_and_without_an_answer_a_reason() =>
        _scene.Accepted(Office, _scene.Issue)
            .Refused(ResultMissing, Office, OrderScene.Close with { Result = "" })
            .Refused(ReasonMissing, Office, OrderScene.Close with { Reason = " " })
            .Refused(UnansweredNeedsReason, Office, OrderScene.Close)
            .Accepted(Office, OrderScene.Close with { Reason = "事项已并入另一督办单" });

    [Fact]
    public void Nothing_happens_to_a_closed_order() =>
        _scene.Accepted(Office, _scene.Issue).Accepted(Reporter, OrderScene.Answer).Accepted(Office, OrderScene.Close)
            .Refused(IsClosed, Reporter, OrderScene.Answer).Refused(IsClosed, Office, _scene.Return).Refused(IsClosed, Office, OrderScene.Close);

    [Fact]
    public void There_is_nothing_to_do_about_an_order_that_is_not_there() =>
        _scene.Refused(Unknown, Reporter, OrderScene.Answer).Refused(Unknown, Office, _scene.Return).Refused(Unknown, Office, OrderScene.Close);

    [Fact]
    public void An_order_unanswered_at_the_end_of_its_due_day_is_asked_again_once()
    {
        _scene.Accepted(Office, _scene.Issue).After(3);
        Assert.Empty(_scene.ByTheClock());

        Assert.Equal(2, _scene.After(1).ByTheClock().Count);
        Assert.Equal((OrderStatus.Late, 2), (_scene.Order.Status(_scene.Today), _scene.Order.RepeatedBy));
        var second = _scene.Orders[1];
        Assert.Equal(("督办〔2024〕2号", 2, 1, _scene.Today.AddDays(3)), (second.Issued.Label, second.Issued.Round, second.Issued.Repeats, second.Due));
        Assert.Equal((Worlds.Lead, "限期完成", "-"), (second.Issued.Unit, second.Issued.Demand, second.IssuedBy));

        Assert.Empty(_scene.After(60).ByTheClock());
        Assert.Equal(OrderStatus.Late, _scene.Orders[1].Status(_scene.Today));
    }

    [Fact]
    public void An_order_due_in_working_days_is_asked_again_for_as_many()
    {
        _scene.Accepted(Office, _scene.Issue with { Due = null, DueInWorkingDays = 3 }).After(6).ByTheClock();

        Assert.Equal((new DateOnly(2024, 11, 7), new DateOnly(2024, 11, 12)), (_scene.Today, _scene.Orders[1].Due));
    }

    [Fact]
    public void An_answer_in_time_or_a_closing_keeps_the_clock_quiet_and_a_return_starts_it_anew()
    {
        _scene.Accepted(Office, _scene.Issue).After(3).Accepted(Reporter, OrderScene.Answer).After(10);
        Assert.Empty(_scene.ByTheClock());
        _scene.Accepted(Office, _scene.Return).After(6);
        Assert.Equal(2, _scene.ByTheClock().Count);

        var closed = new OrderScene();
        closed.Accepted(Office, closed.Issue).Accepted(Office, OrderScene.Close with { Reason = "撤销" }).After(10);
        Assert.Empty(closed.ByTheClock());
    }

    [Fact]
    public void The_table_of_the_reference_is_what_the_rules_say() => Assert.Contains(Table(), Reference(), StringComparison.Ordinal);

    [Fact]
    public void Every_refusal_has_an_example_stands_in_the_reference_and_has_a_sentence_in_both_languages()
    {
        var refusals = typeof(OrderRefusals).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Refusal)field.GetValue(null)!).ToList();
        Assert.Equal(refusals.Count, refusals.Select(refusal => refusal.Code).Distinct().Count());
        Assert.All(refusals, refusal => Assert.True(refusal.Zh.EndsWith('。') && refusal.En.EndsWith('.'), refusal.Code));
        Assert.All(refusals, refusal => Assert.Contains($"`{refusal.Code}`", Reference(), StringComparison.Ordinal));

        var heard = new HashSet<string>(NotOfTheRules);
        foreach (var example in GetType().GetMethods()
            .Where(method => method.IsDefined(typeof(FactAttribute)) && !method.Name.StartsWith("Every_refusal", StringComparison.Ordinal)))
        {
            var told = new OrderRules();
            example.Invoke(told, null);
            heard.UnionWith(told._scene.Heard);
        }

        Assert.Empty(refusals.Select(refusal => refusal.Code).Except(heard));
    }

    /// <summary>State × command, where the command is right in every other way.</summary>
    private static string Table()
    {
        (string Name, Func<OrderScene> In)[] states =
        [
            ("none", () => new()),
            ("open", () => Issued()),
            ("late", () => Issued().After(4)),
            ("answered", () => Issued().Accepted(Reporter, OrderScene.Answer)),
            ("closed", () => Issued().Accepted(Reporter, OrderScene.Answer).Accepted(Office, OrderScene.Close)),
        ];
        (string Name, Func<OrderScene, string> Ask)[] commands =
        [
            ("answer", scene => Code(scene.Ask(Reporter, OrderScene.Answer))),
            ("return", scene => Code(scene.Ask(Office, scene.Return))),
            ("close", scene => Code(scene.Ask(Office, OrderScene.Close))),
            ("close, with a reason", scene => Code(scene.Ask(Office, OrderScene.Close with { Reason = "撤销" }))),
            ("the clock", scene => scene.ByTheClock().Count > 0 ? "asks again" : "–"),
        ];
        var table = new StringBuilder("| command |").AppendJoin(" |", states.Select(state => $" `{state.Name}`")).Append(" |\n");
        table.Append("| --- |").AppendJoin('|', states.Select(_ => " --- ")).Append("|\n");
        foreach (var (name, ask) in commands)
        {
            table.Append("| **").Append(name).Append("** | ").AppendJoin(" | ", states.Select(state => ask(state.In()))).Append(" |\n");
        }

        return table.ToString();
    }

    private static OrderScene Issued()
    {
        var scene = new OrderScene();
        return scene.Accepted(Office, scene.Issue);
    }

    private static string Code(Refusal? refusal) => refusal is null ? "accepted" : $"`{refusal.Code}`";

    private static string Reference() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "orders.md"));
}
