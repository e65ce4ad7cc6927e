using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rectification.Chains;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Queries;

/// <summary>A glance at a line of a trail says what the whole entry says, or nothing.</summary>
public sealed class ReportGlanceTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 1, 12, 30, 5, 123, TimeSpan.FromHours(8));
    private static readonly DateOnly Day = new(2026, 9, 1);

    private static readonly EvidenceReference Photo = new() { Sha256 = new('a', 64), Name = "照片“一”.jpg" };

    private static readonly MeasureDefinition Definition = new()
    {
        No = 7,
        Problem = 1,
        Text = "整改措施",
        LeadUnit = "lead",
        Units = ["support"],
        Leader = "leader",
        Start = new(2026, 6, 1),
        Deadline = new(2026, 12, 31),
    };

    private static readonly MeasureContext Context = new(Definition, new(), PlanCalendar.Of("Asia/Shanghai"), "leader");

    /// <summary>What a story has before the event: everything another event may ask for.</summary>
    private static readonly MeasureState Before = MeasureEvolution.Apply(
        Context, MeasureState.Initial,
        [
            new MeasureClaimed(),
            Report with { Percent = 30, Quantity = 2 },
            Report with { Unit = "support", Percent = 100, Metrics = new Dictionary<string, decimal> { ["budget"] = 4 } },
            new AssignmentConfirmed { Unit = "support" },
            new WaitingRequested { With = "省厅", Since = Day, Sent = "请示", Until = Day },
            new BasicallyDoneProposed { Reason = "等候验收", ExpectedBy = Day },
            new SignOffRequested { Person = "张三", Act = "已办", Result = "见效", Fingerprint = "f" },
            new BasicallyDoneProposed { Reason = "等候验收", ExpectedBy = Day },
        ], "account", At.AddDays(-1));

    private static ProgressReported Report => new() { Unit = "lead", Percent = 40, Note = "写了 \"replanned\"，{\"type\":\"claimed\"}", Evidence = [] };

    /// <summary>One of each kind. Whoever adds a kind adds it here, and decides whether a glance may be enough for it.</summary>
    private static readonly IReadOnlyList<MeasureEvent> Everything =
    [
        new MeasureClaimed(),
        Report,
        new AssignmentConfirmed { Unit = "support" },
        new ConfirmationWithdrawn { Unit = "support" },
        new SignOffRequested { Person = "张三", Act = "已办", Result = "见效", Fingerprint = "f" },
        new SignOffLapsed(),
        new SignOffWithdrawn(),
        new SignOffStepApproved { Step = ReviewStep.Leader, Fingerprint = "f" },
        new SignOffReturned { Step = ReviewStep.Leader, Reason = "补充", Fingerprint = "f" },
        new MeasureSignedOff(),
        new ExtensionRequested { Extension = 1, Until = Day, Reason = "等候批复" },
        new ExtensionApproved { Extension = 1, Until = Day },
        new ExtensionReturned { Extension = 1, Reason = "不同意" },
        new BasicallyDoneProposed { Reason = "等候验收", ExpectedBy = Day },
        new BasicallyDoneApproved(),
        new BasicallyDoneReturned { Reason = "不同意" },
        new MeasureReopened { Reason = "反弹", Until = Day },
        new InstitutionRegistered { Title = "办法", Number = "1", Date = Day, IssuedBy = "办公室", Kind = InstitutionKind.New },
        new StandingCheckPassed { Note = "好" },
        new StandingCheckFailed { Reason = "反弹", Until = Day },
        new MeasureReplanned { Roster = 2, Amendment = 1, Reason = "调整", From = Definition, To = Definition with { Deadline = Day } },
        new WaitingRequested { With = "省厅", Since = Day, Sent = "请示", Until = Day },
        new WaitingApproved { Until = Day },
        new WaitingReturned { Reason = "不同意" },
        new WaitingEnded(),
    ];

    /// <summary>Reports of which a glance is enough.</summary>
    public static TheoryData<ProgressReported> Plain =>
    [
        Report, Report with { Percent = 0 }, Report with { Unit = "support", Percent = 100 }, Report with { Unit = "科室“甲”" },
        Report with { Quantity = 2.500m }, Report with { Quantity = -3 }, Report with { Evidence = [Photo, Photo, Photo] }, Report with { Correction = "笔误" },
    ];

    [Fact]
    public void Every_kind_of_event_is_considered_and_only_a_report_is_taken_by_a_glance()
    {
        var kinds = typeof(MeasureEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
            .Select(kind => kind.DerivedType);
        Assert.Equal(kinds.OrderBy(kind => kind.Name), Everything.Select(happened => happened.GetType()).OrderBy(kind => kind.Name));

        foreach (var happened in Everything)
        {
            Assert.Equal(happened is ProgressReported, Glance(happened) is not null);
            Assert.Equal(happened is ProgressReported, Glance(new MeasureClaimed(), happened) is not null);
            Assert.Equal(happened is MeasureClaimed, Glance(happened, Report) is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void A_glance_at_a_report_gives_the_state_that_its_entry_gives(ProgressReported report)
    {
        foreach (var claims in new[] { false, true })
        {
            MeasureEvent[] events = claims ? [new MeasureClaimed(), report] : [report];
            var glance = Glance(events);
            Assert.NotNull(glance);

            foreach (var before in new[] { MeasureState.Initial, Before })
            {
                Assert.Equal(
                    JsonSerializer.Serialize(MeasureEvolution.Apply(Context, before, events, "account", At)),
                    JsonSerializer.Serialize(MeasureEvolution.Apply(Context, before, glance.Value)));
            }
        }
    }

    [Fact]
    public void What_a_report_says_beside_needs_the_whole_entry()
    {
        Assert.Null(Glance(Report with { Metrics = new Dictionary<string, decimal> { ["budget"] = 4 } }));
        Assert.Null(Glance());
        Assert.Null(Glance(Report, Report));
        var line = Line(Report);
        Assert.Null(Of(line.Replace("\"note\":", "\"added\":[],\"note\":", StringComparison.Ordinal)));
        Assert.Null(Of(line.Replace("\"id\":", "\"added\":1,\"id\":", StringComparison.Ordinal)));
        Assert.Null(Of(line.Replace("}]}", "}],\"added\":1}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_change_of_the_plan_is_found_wherever_it_stands()
    {
        var page = TrailPage.Empty.Append(ChainBytes(Report)).Append(ChainBytes(Everything[20])).Append(ChainBytes(Report));

        var found = Assert.IsType<MeasureReplanned>(Assert.Single(Assert.Single(MeasureTrail.Replannings([page])).Events));
        Assert.Equal((Definition.Deadline, Day), (found.From!.Deadline, found.To.Deadline));
        Assert.Empty(MeasureTrail.Replannings([TrailPage.Empty.Append(ChainBytes(Report))]));
    }

    private static ReportGlance? Glance(params MeasureEvent[] events) => Of(Line(events));

    private static ReportGlance? Of(string line) => ReportGlance.Of(Encoding.UTF8.GetBytes(line), Before.Assignments);

    private static string Line(params MeasureEvent[] events) => Encoding.UTF8.GetString(ChainBytes(events));

    private static byte[] ChainBytes(params MeasureEvent[] events) => [.. ChainJson.Bytes(Entry(events), TrailJson.Canonical.TrailEntry)];

    private static TrailEntry Entry(MeasureEvent[] events) =>
        new() { Version = 9, At = At, Recorded = At, By = "account", For = "person", Id = "id", Body = "body", Events = events };
}
