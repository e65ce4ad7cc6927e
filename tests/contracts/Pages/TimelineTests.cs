using System.Text.Json;
using System.Text.Json.Serialization;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Tests.Contracts.Pages.Support;
using Rectification.Trails;

namespace Rectification.Tests.Contracts.Pages;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateOnly Day = new(2026, 9, 1);

    /// <summary>One event of every kind that a measure's trail can hold.</summary>
    private static readonly IReadOnlyList<MeasureEvent> Everything =
    [
        new MeasureClaimed(),
        new ProgressReported { Unit = Samples.Lead, Percent = 40, Quantity = 3, Note = "已开会部署", Correction = "笔误" },
        new AssignmentConfirmed { Unit = Samples.Supporting },
        new ConfirmationWithdrawn { Unit = Samples.Supporting },
        new SignOffRequested { Person = "甲", Act = "乙", Result = "丙", Fingerprint = "f", Shortfall = "差一点" },
        new SignOffLapsed(),
        new SignOffWithdrawn(),
        new SignOffStepApproved { Step = ReviewStep.Leader, Fingerprint = "f" },
        new SignOffReturned { Step = ReviewStep.Office, Reason = "材料不全", Fingerprint = "f" },
        new MeasureSignedOff { Standing = new() { Basis = "长效机制" } },
        new ExtensionRequested { Extension = 1, Until = Day, Reason = "等待批复" },
        new ExtensionApproved { Extension = 1, Until = Day },
        new WaitingRequested { With = "省厅", Since = Day, Sent = "请示", Until = Day },
        new WaitingApproved { Until = Day },
        new WaitingReturned { Reason = "可先行推进" },
        new WaitingEnded(),
        new ExtensionReturned { Extension = 1, Reason = "理由不足" },
        new BasicallyDoneProposed { Reason = "上级统筹", ExpectedBy = Day },
        new BasicallyDoneApproved(),
        new BasicallyDoneReturned { Reason = "再议" },
        new MeasureReopened { Reason = "问题反弹", Until = Day },
        new InstitutionRegistered { Title = "管理办法", Number = "1号", Date = Day, IssuedBy = "市委", Kind = InstitutionKind.New },
        new StandingCheckPassed { Note = "保持良好" },
        new StandingCheckFailed { Reason = "又松懈了", Until = Day },
        Moved(Defined, Defined with { Deadline = new(2027, 11, 10) }),
    ];

    private static MeasureDefinition Defined => new()
    {
        No = 7,
        Problem = 1,
        Text = "措施",
        LeadUnit = Samples.Lead,
        Leader = "leader",
        Start = new(2026, 1, 5),
        Deadline = new(2026, 11, 10),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_can_happen_to_a_measure_has_words_in_both_languages(bool english)
    {
        var kinds = typeof(MeasureEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
            .Select(kind => kind.DerivedType);
        Assert.Equal(kinds.OrderBy(kind => kind.Name), Everything.Select(happened => happened.GetType()).OrderBy(kind => kind.Name));

        var life = new Timeline(Samples.Frame, new Bilingual(english)).Of([Line(1, Noon, [.. Everything])], [], []);

        Assert.Equal(Everything.Count, life.Count);
        Assert.Equal(Everything.Count, life.Select(item => item.What).Distinct().Count());
    }

    [Fact]
    public void A_units_report_is_told_by_its_name_with_percent_note_and_correction()
    {
        var item = Assert.Single(new Timeline(Samples.Frame, new Bilingual(English: false)).Of([Line(1, Noon, Everything[1])], [], []));

        Assert.Equal("牵头处填报进度 40%，数量 3", item.What);
        Assert.Equal("已开会部署；更正原因：笔误", item.Words);
    }

    [Fact]
    public void The_newest_comes_first_and_orders_and_look_backs_stand_among_it()
    {
        var order = new OrderView
        {
            No = 1,
            Label = "督办〔2026〕1号",
            Status = OrderStatus.Open,
            Unit = Samples.Lead,
            Measures = [7],
            Demand = "抓紧",
            Due = Day,
            Round = 1,
            IssuedBy = "office",
            IssuedAt = Noon.AddDays(1),
            Answers = [],
            Version = 1,
        };
        var sheet = new CheckSheet { Passed = false, Findings = "现场不符", Checks = [], By = "checker", At = Noon.AddDays(3) };
        var drawn = new DrawnMeasure { Measure = 7, Weight = 1, Reasons = [], Sheet = sheet };

        var life = new Timeline(Samples.Frame, new Bilingual(English: false))
            .Of([Line(1, Noon, new MeasureClaimed()), Line(2, Noon.AddDays(2), Everything[1])], [order], [(1, drawn, Noon.AddHours(1), "office")]);

        Assert.Equal(["第 1 次回头看：未通过", "牵头处填报进度 40%，数量 3", "下发督办单 督办〔2026〕1号 给牵头处，限2026年9月1日前（含当日）答复", "第 1 次回头看抽中", "认领"], life.Select(item => item.What));
    }

    [Fact]
    public void History_that_was_brought_in_says_when_it_was_recorded_and_what_is_live_does_not()
    {
        var life = new Timeline(Samples.Frame, new Bilingual(English: false))
            .Of([Line(1, Noon, Noon.AddDays(9), new MeasureClaimed()), Line(2, Noon.AddDays(1), new MeasureClaimed())], [], []);

        Assert.Equal([null, Noon.AddDays(9)], life.Select(item => item.Recorded));
    }

    [Fact]
    public void What_an_amendment_changed_is_told_field_by_field_with_reason_paper_and_the_way_to_it()
    {
        var changed = Defined with
        {
            Deadline = new(2027, 11, 10),
            LeadUnit = Samples.Supporting,
            Units = [Samples.Lead],
            Extra = new Dictionary<string, string> { ["资金来源"] = "市级" },
        };
        Assert.Equal("方案调整第 3 项：牵头单位 牵头处 → 配合县；配合单位 — → 牵头处；完成时限 2026-11-10 → 2027-11-10；资金来源 — → 市级", Told(Defined, changed).What);
        Assert.Equal("方案调整第 3 项：不再整改 — → 决定机关：领导小组；理由：合并",
            Told(Defined, Defined with { Rescinded = new() { Authority = "领导小组", Reason = "合并" } }).What);
        var added = Told(null, Defined);
        Assert.Equal(("方案调整第 3 项：列入方案", "上级要求；依据：8号文", "/plans/p/amendments/3"), (added.What, added.Words, added.Link));

        static TimelineItem Told(MeasureDefinition? from, MeasureDefinition to) =>
            Assert.Single(new Timeline(Samples.Frame, new Bilingual(English: false)).Of([Line(1, Noon, Moved(from, to))], [], []));
    }

    private static MeasureReplanned Moved(MeasureDefinition? from, MeasureDefinition to) =>
        new() { Roster = 2, Amendment = 3, Reason = "上级要求", Document = "8号文", From = from, To = to };

    private static TrailLine Line(long version, DateTimeOffset at, params MeasureEvent[] events) => Line(version, at, at, events);

    private static TrailLine Line(long version, DateTimeOffset at, DateTimeOffset recorded, params MeasureEvent[] events) => new()
    {
        Version = version,
        Hash = "h",
        PreviousHash = "p",
        Entry = JsonSerializer.Serialize(new() { Version = version, At = at, Recorded = recorded, By = "reporter", Id = "i", Body = "b", Events = events },
            TrailJson.Canonical.TrailEntry),
    };
}
