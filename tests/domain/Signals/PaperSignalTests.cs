using Rectification.Chains;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Signals;
using Rectification.Tests.Rules;
using Rectification.Tests.Simulation;
using static Rectification.Signals.PaperSignalKind;

namespace Rectification.Tests.Signals;

/// <summary>Each sign of rectification on paper only: what lights it, and what just does not.</summary>
public sealed class PaperSignalTests
{
    private const string Note = "已完成全部整改任务并建立台账";

    private static readonly MeasureContext Context = new(Scene.Plain, new PlanRules(), PlanCalendar.Of("Asia/Shanghai"), null);
    private static readonly DateTimeOffset Morning = Context.Calendar.StartOf(Scene.Plain.Start).AddHours(9);
    private static readonly DateTimeOffset DeadlineEnd = Context.Calendar.EndOf(Scene.Plain.Deadline);
    private static readonly EvidenceReference File = new() { Sha256 = new('a', 64) };

    private readonly List<TrailEntry> _trail = [];
    private readonly PaperUses _elsewhere = new();

    [Fact]
    public void One_file_on_two_measures_is_a_signal_that_names_the_other()
    {
        Report(Morning, 30, evidence: File);
        Assert.Empty(Found());

        Elsewhere(7, Reported(Worlds.Lead, 10, evidence: File));

        var found = Assert.Single(Found());
        Assert.Equal((SameEvidence, "1", "7"), (found.Kind, string.Join(',', found.Versions), string.Join(',', found.Elsewhere)));
        Assert.Equal("同一份文件（aaaaaaaaaaaa…）由 lead 用作佐证材料：第 1 版（2024-10-20 09:00）。另见于措施 7。", found.For(_ => true).Zh);
        Assert.Equal("One file (aaaaaaaaaaaa…) is evidence of lead: version 1 (2024-10-20 09:00). It is also on 1 other measures.", found.For(_ => false).En);
    }

    [Fact]
    public void One_file_of_two_units_is_a_signal_and_of_one_unit_twice_is_none()
    {
        Report(Morning, 30, evidence: File);
        Report(Morning.AddHours(1), 40, evidence: File);
        Assert.Empty(Found());

        Report(Morning.AddHours(2), 40, Scene.Supporting, evidence: File);

        Assert.Equal([1L, 2, 3], Assert.Single(Found()).Versions);
    }

    [Fact]
    public void A_bare_name_is_no_file()
    {
        Report(Morning, 30, evidence: Say.Named);
        Report(Morning, 30, Scene.Supporting, evidence: Say.Named);
        Elsewhere(7, Reported(Worlds.Lead, 10, evidence: Say.Named));

        Assert.Empty(Found());
    }

    [Fact]
    public void An_institutions_file_is_the_lead_units_evidence()
    {
        Happened(Morning, new InstitutionRegistered
        {
            Title = "办法",
            Number = "1",
            Date = Scene.Plain.Start,
            IssuedBy = "市委",
            Kind = InstitutionKind.New,
            Evidence = File,
        });
        Report(Morning, 10, Scene.Supporting, evidence: File);

        Assert.Equal([SameEvidence], Kinds());
    }

    [Theory]
    [InlineData(0, 100, true)]
    [InlineData(19, 100, true)]
    [InlineData(20, 100, false)]
    [InlineData(0, 99, false)]
    public void From_under_20_percent_to_100_in_one_report_is_one_jump(int before, int after, bool jumps)
    {
        Report(Morning, before);
        Report(Morning.AddDays(5), after);

        Assert.Equal(jumps ? [OneJump] : [], Kinds());
        Assert.All(Found(), found => Assert.Equal([2L], found.Versions));
    }

    [Fact]
    public void Each_unit_jumps_by_itself()
    {
        Report(Morning, 60);
        Report(Morning, 10, Scene.Supporting);
        Report(Morning, 100);
        Assert.Empty(Found());

        Report(Morning, 100, Scene.Supporting);

        Assert.Equal([4L], Assert.Single(Found()).Versions);
    }

    [Fact]
    public void All_progress_within_the_last_three_days_is_a_signal()
    {
        Report(DeadlineEnd.AddDays(-40), 0);
        Report(DeadlineEnd.AddDays(-3), 50);
        Report(DeadlineEnd.AddTicks(-1), 100, Scene.Supporting, before: 30);

        Assert.Contains(LastDays, Kinds());
        Assert.Contains("2024-12-28", Found().Single(found => found.Kind == LastDays).Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3 * 24 * 3600L * 10_000_000)]
    public void Progress_before_the_last_three_days_or_after_the_deadline_is_none(long ticksAfterTheBeginning)
    {
        Report(DeadlineEnd.AddDays(-3).AddTicks(ticksAfterTheBeginning), 25);
        Report(DeadlineEnd.AddDays(-1), 60);

        Assert.DoesNotContain(LastDays, Kinds());
    }

    [Fact]
    public void The_last_days_are_those_of_the_deadline_then_in_force()
    {
        Happened(Morning, new ExtensionApproved { Extension = 1, Until = Scene.Plain.Deadline.AddDays(30) });
        Report(DeadlineEnd.AddDays(-1), 50);
        Assert.Empty(Found());

        _trail.RemoveAt(1);
        Report(DeadlineEnd.AddDays(29), 50);
        Assert.Equal([LastDays], Kinds());
    }

    [Theory]
    [InlineData("已完成全部整改任务了", "已完成 全部\n整改\t任务了", true)]
    [InlineData("已完成全部整改任务", "已完成全部整改任务", false)]
    [InlineData("已完成全部整改任务了", "已完成全部整改任务啦", false)]
    public void Identical_notes_of_ten_characters_by_several_units_are_a_signal(string one, string other, bool same)
    {
        Report(Morning, 30, note: one);
        Report(Morning, 30, Scene.Supporting, note: other);

        Assert.Equal(same ? [SameNotes] : [], Kinds());
    }

    [Fact]
    public void Identical_notes_on_several_measures_are_a_signal_and_of_one_unit_on_one_measure_are_none()
    {
        Report(Morning, 30, note: Note);
        Report(Morning, 40, note: Note);
        Assert.Empty(Found());

        Elsewhere(3, Reported(Worlds.Lead, 10, note: Note));
        Elsewhere(9, Reported("elsewhere", 10, note: Note));

        var signal = Assert.Single(Found()).For(no => no == 9);
        Assert.Equal(("9", 1), (string.Join(',', signal.Measures), signal.MoreMeasures));
        Assert.DoesNotContain("3", signal.Zh[signal.Zh.IndexOf("另见于", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10 * 60, true)]
    [InlineData((10 * 60) + 1, false)]
    public void A_step_approved_within_ten_minutes_of_the_request_is_hasty(int seconds, bool hasty)
    {
        Requested(Morning);
        Approved(Morning.AddSeconds(seconds));

        Assert.Equal(hasty ? [HastySignOff] : [], Kinds());
        Assert.All(Found(), found => Assert.Equal([1L, 2], found.Versions));
    }

    [Fact]
    public void Haste_counts_from_the_newest_request()
    {
        Requested(Morning);
        Requested(Morning.AddDays(2));
        Approved(Morning.AddDays(2).AddMinutes(1));

        Assert.Equal([2L, 3], Assert.Single(Found()).Versions);
    }

    [Fact]
    public void A_measure_shows_at_most_20_signals_of_a_kind()
    {
        for (var unit = 0; unit < 30; unit++)
        {
            Report(Morning, 100, $"unit-{unit}");
        }

        Assert.Equal(PaperSignals.MaxOfKind, Found().Count);
    }

    private IReadOnlyList<PaperFinding> Found()
    {
        _elsewhere.Add(Scene.Plain.No, Worlds.Lead, _trail);
        return PaperSignals.Of(Context, _trail, _elsewhere);
    }

    private IEnumerable<PaperSignalKind> Kinds() => Found().Select(found => found.Kind);

    private void Elsewhere(int measure, ProgressReported report) => _elsewhere.Add(measure, Worlds.Lead, [Entry(Morning, 1, report)]);

    private void Report(DateTimeOffset at, int percent, string unit = Worlds.Lead, EvidenceReference? evidence = null, string note = "", int? before = null)
    {
        if (before is { } first)
        {
            Happened(at, Reported(unit, first));
        }

        Happened(at, Reported(unit, percent, evidence, note));
    }

    private void Requested(DateTimeOffset at) => Happened(at,
        new SignOffRequested { Person = "处长", Act = "建账", Result = "完成", Fingerprint = TrailPage.NoHash });

    private void Approved(DateTimeOffset at) => Happened(at, new SignOffStepApproved { Step = ReviewStep.Leader, Fingerprint = TrailPage.NoHash });

    private void Happened(DateTimeOffset at, MeasureEvent happened) => _trail.Add(Entry(at, _trail.Count + 1, happened));

    private static ProgressReported Reported(string unit, int percent, EvidenceReference? evidence = null, string note = "") =>
        new() { Unit = unit, Percent = percent, Note = note, Evidence = evidence is null ? [] : [evidence] };

    private static TrailEntry Entry(DateTimeOffset at, long version, MeasureEvent happened) =>
        new() { Version = version, At = at, Recorded = at, By = "somebody", Id = $"{version}", Body = "", Events = [happened] };
}
