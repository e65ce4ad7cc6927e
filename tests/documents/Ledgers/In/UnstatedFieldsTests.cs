using CsCheck;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Documents.Workbooks;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Tests.Documents.Ledgers.Out;

namespace Rectification.Tests.Documents.Ledgers.In;

/// <summary>
/// A ledger that has no column for a field says nothing of it: the plan keeps what it has. An empty cell of a column that is there says something.
/// </summary>
public sealed class UnstatedFieldsTests
{
    /// <summary>Heading → what each of the three measures has there. The plan has other things than the ledger in every field.</summary>
    private static readonly (string Heading, string Field, string[] Values)[] Columns =
    [
        ("措施序号", "no", ["1", "2", "3"]), ("反馈问题", "problem", ["台账不全", "台账不全", "公示不及时"]), ("问题类别", "category", ["干部队伍建设", "干部队伍建设", "干部队伍建设"]),
        ("整改措施", "text", ["新的措施一", "新的措施二", "新的措施三"]), ("牵头单位", "leadUnit", ["甲县", "甲县", "丙区"]), ("配合单位", "units", ["丙区", "", "甲县"]),
        ("责任领导", "leader", ["王同志", "王同志", "王同志"]), ("开始时间", "start", ["2024-04-01", "2024-04-02", "2024-04-03"]),
        ("完成时限", "deadline", ["2025年1月31日，并长期坚持", "2025年2月28日", "2025-03-31"]), ("制度名称", "institution", ["办法一", "办法二", ""]),
        ("报送周期", "cadence", ["每周", "每月", "每季度"]), ("整改目标", "整改目标", ["目标", "", "目标三"]), ("备注", "备注", ["新备注", "", "备注三"]),
        ("涉及金额（万元）", "涉及金额（万元）", ["3", "", "5"]), ("联系电话", "联系电话", ["1", "", "3"]),
    ];

    private static readonly Dictionary<string, string> KnownExtra =
        new() { ["整改目标"] = "原目标", ["备注"] = "原备注", ["涉及金额（万元）"] = "1", ["联系电话"] = "0", ["别的列"] = "不动" };

    private static readonly IReadOnlyDictionary<int, MeasureView> Measures = new[] { 1, 2, 3 }.ToDictionary(no => no, no =>
        SomePlan.Measure(no, no == 3 ? 2 : 1, $"措施{no}", "d", "b", "e") with { Extra = KnownExtra, LongTerm = false, Cadence = Cadence.Yearly });

    private static readonly IReadOnlyDictionary<int, ProblemView> Problems =
        new Dictionary<int, ProblemView> { [1] = SomePlan.Problem(1, "台账不全"), [2] = SomePlan.Problem(2, "公示不及时", leader: "l2") };

    private static readonly LedgerTarget Target = new(SomePlan.Units, SomePlan.Leaders, SomePlan.Feedback);

    [Fact]
    public void Whatever_columns_a_ledger_has_it_changes_nothing_else_of_a_plan_in_force() => Gen.Bool.Array[Columns.Length].Sample(kept =>
    {
        var (reading, stated) = Read(kept);
        var said = LedgerAmendment.Of(Problems, Measures, SomePlan.Frame.Categories, Target, [reading], new() { Leader = SomePlan.Leaders[1].Title });

        Assert.Empty(said.Lacking);
        Assert.Equal(0, said.Open);
        foreach (var patch in said.Draft.Measures)
        {
            Assert.True(Measures.ContainsKey(patch.No));
            Assert.Equal(stated.Contains("text") ? $"新的措施{"一二三"[patch.No - 1]}" : null, patch.Text);
            Assert.Equal(stated.Contains("leadUnit"), patch.LeadUnit is not null);
            Assert.Equal(stated.Contains("units"), patch.Units is not null);
            Assert.Equal(stated.Contains("leader"), patch.Leader is not null);
            Assert.Equal(stated.Contains("start"), patch.Start is not null);
            Assert.Equal(stated.Contains("deadline"), patch.Deadline is not null);
            Assert.Equal(stated.Contains("deadline") && patch.No == 1 ? true : null, patch.LongTerm);
            Assert.Equal(stated.Contains("institution") && patch.No < 3, patch.Institution is not null);
            Assert.Equal(stated.Contains("cadence"), patch.Cadence is not null);
            Assert.False(patch.WithoutCadence || patch.WithoutInstitution);
            Assert.Null(patch.Problem ?? (object?)patch.Target ?? patch.Outcome ?? patch.Source);
            Kept(stated, patch.No, patch.Extra ?? KnownExtra);
        }

        Assert.All(said.Draft.Problems, patch => Assert.Equal((null, null, null), (patch.Leader, patch.LeadUnit, patch.Title)));
        Assert.Equal(stated.Contains("category"), said.Draft.Problems.Any(patch => patch.Category is not null));
    }, iter: 1_000);

    [Fact]
    public void Whatever_columns_a_ledger_has_it_changes_nothing_else_of_a_draft() => Gen.Bool.Array[Columns.Length].Sample(kept =>
    {
        var (reading, stated) = Read(kept);
        var before = Draft();
        var (draft, refusal) = LedgerDraft.Of(before, Target, [reading], new() { Leader = SomePlan.Leaders[1].Title });

        Assert.Null(refusal);
        Assert.Empty(draft!.Errors());
        Assert.Equal(before.Measures.Count, draft.Document.Measures.Count);
        foreach (var (was, now) in before.Measures.Zip(draft.Document.Measures))
        {
            Assert.Equal(stated.Contains("text"), was.Text != now.Text);
            Assert.Equal(stated.Contains("leadUnit"), was.LeadUnit != now.LeadUnit);
            Assert.Equal(stated.Contains("units"), !was.Units.SequenceEqual(now.Units));
            Assert.Equal(stated.Contains("leader"), was.Leader != now.Leader);
            Assert.Equal(stated.Contains("start"), was.Start != now.Start);
            Assert.Equal(stated.Contains("deadline"), was.Deadline != now.Deadline);
            Assert.Equal(stated.Contains("deadline") ? now.No == 1 : was.LongTerm, now.LongTerm);
            Assert.Equal(stated.Contains("institution") && now.No < 3, now.Institution is not null);
            Assert.Equal(stated.Contains("cadence"), was.Cadence != now.Cadence);
            Assert.Equal(was.Problem, now.Problem);
            Kept(stated, now.No, now.Extra!);
        }

        Assert.Equal(before.Problems.Select(problem => (problem.Title, problem.Leader, problem.LeadUnit)),
            draft.Document.Problems.Select(problem => (problem.Title, problem.Leader, problem.LeadUnit)));
    }, iter: 1_000);

    [Fact]
    public void Of_what_goes_out_any_columns_may_be_left_out_and_nothing_changes() => Gen.Bool.Array[12].SampleAsync(async kept =>
    {
        var plan = new SomePlan { Problems = [.. Problems.Values], Measures = [.. Measures.Values] };
        using var written = await SomePlan.Written(plan.Ledger);
        using var some = new WithoutColumns(written, column => column < kept.Length && column != 1 && !kept[column]);
        var reading = LedgerReader.Read(some, "台账.xlsx", SomePlan.Context);

        var said = LedgerAmendment.Of(Problems, Measures, SomePlan.Frame.Categories, Target, [reading], new());

        Assert.Empty(said.Draft.Measures);
        Assert.Empty(said.Draft.Problems);
    }, iter: 100);

    [Fact]
    public void A_measure_that_is_not_there_yet_is_asked_for_what_the_ledger_has_no_column_for()
    {
        using var workbook = new InMemoryWorkbook(new InMemorySheet("表", "措施序号|反馈问题|整改措施|牵头单位\n9|台账不全|新增一条|甲县"));
        var reading = LedgerReader.Read(workbook, "a.xlsx", SomePlan.Context);

        var said = LedgerAmendment.Of(Problems, Measures, [], Target, [reading], new());

        Assert.Equal(("ledger.column-needed", "C2"), (Assert.Single(said.Lacking).Code, said.Lacking[0].Pointer));
        var (draft, _) = LedgerDraft.Of(null, Target, [reading], new() { Plan = "p", Title = "新方案", Leader = "王同志" });
        Assert.Equal(("ledger.column-needed", "C2"), (Assert.Single(draft!.Errors()).Code, draft.Errors()[0].Pointer));
    }

    [Fact]
    public void What_is_wrong_with_a_draft_is_told_at_its_cell()
    {
        using var workbook = new InMemoryWorkbook(new InMemorySheet(
            "表", "措施序号|反馈问题|整改措施|牵头单位|开始时间|完成时限\n9|台账不全|新增一条|甲县|2024-06-01|2024年5月底"));
        var reading = LedgerReader.Read(workbook, "a.xlsx", SomePlan.Context);

        var (draft, _) = LedgerDraft.Of(null, Target, [reading], new() { Plan = "p", Title = "新方案", Leader = "王同志" });

        Assert.Equal(("plan.deadline-before-start", "F2"), (Assert.Single(draft!.Errors()).Code, draft.Errors()[0].Pointer));
    }

    [Theory]
    [InlineData("制度名称|报送周期", "|", "另一办法|每周", true, true)]
    [InlineData("制度名称", "", "另一办法", true, false)]
    [InlineData("报送周期", "", "每周", false, true)]
    [InlineData("备注", "", "备注", false, false)]
    [InlineData("制度名称|报送周期", "管理办法|每年", "另一办法|每周", false, false)]
    public void An_emptied_cell_takes_institution_and_cadence_away_and_what_was_issued_stays(
        string headings, string cells, string below, bool withoutInstitution, bool withoutCadence)
    {
        var promised = Measures[1] with { Text = "旧", Institution = new() { Kind = InstitutionKind.New, Title = "管理办法", Registered = false } };
        using var workbook = new InMemoryWorkbook(new InMemorySheet(
            "表", $"措施序号|反馈问题|整改措施|{headings}\n1|台账不全|新的措施一|{cells}\n2|台账不全|新的措施二|{below}"));
        var reading = LedgerReader.Read(workbook, "a.xlsx", SomePlan.Context);

        MeasurePatch Patch(MeasureView known)
        {
            var plan = new Dictionary<int, MeasureView> { [1] = known };
            var draft = LedgerAmendment.Of(Problems, plan, SomePlan.Frame.Categories, Target, [reading], new()).Draft;
            return Assert.Single(draft.Measures, patch => patch.No == 1);
        }

        Assert.Equal((withoutInstitution, withoutCadence), (Patch(promised).WithoutInstitution, Patch(promised).WithoutCadence));
        Assert.False(Patch(promised with { Institution = promised.Institution! with { Registered = true } }).WithoutInstitution);
        var neither = Patch(Measures[1] with { Cadence = null });
        Assert.Equal((false, false), (neither.WithoutInstitution, neither.WithoutCadence));

        var draft = Draft();
        draft = draft with { Measures = [draft.Measures[0] with { Institution = new() { Kind = InstitutionKind.New, Title = "管理办法" } }] };
        var line = LedgerDraft.Of(draft, Target, [reading], new()).Draft!.Document.Measures[0];
        Assert.Equal((withoutInstitution, withoutCadence), (line.Institution is null, line.Cadence is null));
    }

    [Fact]
    public void A_category_that_the_plan_does_not_have_is_told_at_its_cell_and_known_ones_are_named()
    {
        using var workbook = new InMemoryWorkbook(new InMemorySheet("表", "措施序号|问题类别|反馈问题|整改措施\n1|没有的类别|台账不全|措施1"));
        var reading = LedgerReader.Read(workbook, "a.xlsx", SomePlan.Context);

        var said = LedgerAmendment.Of(Problems, Measures, SomePlan.Frame.Categories, Target, [reading], new());

        Assert.Equal((LedgerAmendment.CategoryUnknownCode, "B2"), (Assert.Single(said.Wrong).Code, said.Wrong[0].Pointer));
        Assert.All(SomePlan.Frame.Categories, category => Assert.Contains(category.Title, said.Wrong[0].Zh, StringComparison.Ordinal));
        Assert.Empty(reading.Errors);
    }

    private static void Kept(HashSet<string> stated, int no, IReadOnlyDictionary<string, string> extra)
    {
        foreach (var (heading, was) in KnownExtra)
        {
            var column = Columns.FirstOrDefault(column => column.Heading == heading);
            var expected = !stated.Contains(heading) ? was : column.Values[no - 1] is { Length: > 0 } written ? written : null;
            Assert.Equal(expected, extra.GetValueOrDefault(heading));
        }
    }

    /// <summary>A ledger of some of the columns; the number and the words by which lines are known stay.</summary>
    private static (LedgerReading Reading, HashSet<string> Stated) Read(bool[] kept)
    {
        var some = Columns.Where((column, index) => kept[index] || column.Field is "no" or "problem" or "text").ToList();
        var lines = Enumerable.Range(0, 3).Select(row => string.Join('|', some.Select(column => column.Values[row])))
            .Prepend(string.Join('|', some.Select(column => column.Heading)));
        using var workbook = new InMemoryWorkbook(new InMemorySheet("表", string.Join('\n', lines)));
        var reading = LedgerReader.Read(workbook, "台账.xlsx", SomePlan.Context);
        Assert.Empty(reading.Errors);
        return (reading, [.. some.Select(column => column.Field)]);
    }

    private static PlanDocument Draft() => new()
    {
        Id = "p",
        Title = "草案",
        FeedbackDate = SomePlan.Feedback,
        Units = SomePlan.Units,
        Leaders = SomePlan.Leaders,
        Categories = SomePlan.Frame.Categories,
        Problems = [.. Problems.Values.Select(problem => new ProblemDefinition
        {
            No = problem.No,
            Title = problem.Title,
            Leader = problem.Leader,
            LeadUnit = problem.LeadUnit,
            Category = problem.Category,
        })],
        Measures = [.. Measures.Values.Select(measure => new MeasureDefinition
        {
            No = measure.No,
            Problem = measure.Problem,
            Text = measure.Text,
            LeadUnit = "d",
            Units = ["b", "e"],
            Leader = "l1",
            Start = measure.Start,
            Deadline = measure.Deadline,
            LongTerm = true,
            Cadence = measure.Cadence,
            Extra = measure.Extra,
        })],
    };

    /// <summary>A workbook without some columns, as somebody deleted them.</summary>
    private sealed class WithoutColumns(IWorkbook inner, Predicate<int> isGone) : IWorkbook
    {
        public IReadOnlyList<ISheet> Sheets { get; } = [.. inner.Sheets.Select(sheet => new Sheet(sheet, isGone))];

        public IReadOnlyDictionary<string, string> Stamp => inner.Stamp;

        public void Dispose()
        {
        }

        private sealed class Sheet(ISheet inner, Predicate<int> isGone) : ISheet
        {
            public string Name => inner.Name;

            public bool Hidden => inner.Hidden;

            public IReadOnlyList<MergedRange> Merges => [.. inner.Merges.Where(merge => merge.FirstRow == 1)];

            public IReadOnlySet<int> HiddenColumns => inner.HiddenColumns;

            public IEnumerable<SheetRow> Rows() => inner.Rows().Select(row => row with
            {
                Cells = [.. row.Cells.Where(cell => row.Number == 1 || !isGone(cell.Column)).Select(cell => row.Number == 1 ? cell
                    : cell with { Column = cell.Column - Enumerable.Range(1, cell.Column - 1).Count(before => isGone(before)) })],
            });
        }
    }
}
