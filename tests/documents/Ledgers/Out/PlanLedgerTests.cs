using CsCheck;
using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.Out;
using Rectification.Documents.Workbooks;
using Rectification.Measures;

namespace Rectification.Tests.Documents.Ledgers.Out;

/// <summary>A plan's lists as they go out, and as they are read in again.</summary>
public sealed class PlanLedgerTests
{
    private static readonly string[] Texts =
    [
        "每季度召开推进会", "1.建立台账；2.逐项销号", "（一）开展排查，发现一起查处一起", "=1+1", "建立“两张清单”\n并公开", "资金合计", " 前后有空格 ", "3、及时整改", "-", "“回头看”",
    ];

    private static readonly string[] Words = ["2024年9月底前", "立行立改", "9月30日前，并长期坚持", "长期坚持", "2024.9.30", "第三季度", "2024-9-30", "3个月内", "9月底"];
    private static readonly string[] Headings = ["备注", "责任人", "整改状态", "涉及金额（万元）", "是否完成", "开始时间", "问题的具体内容", "联系电话", "整改目标", "配合单位", "完成时限"];
    private static readonly string[] Values = ["12", "007", "2024-06-28", "80%", "=HYPERLINK(\"x\")", "张三", "一、\n二、", "13800000000", "0.50", "√", "已销号", "-3"];

    private static readonly string[] Amounts = ["12500.55", "12.5", "0.000001", "约12.5", "3万元", "123456789.12"];

    private static readonly Gen<Dictionary<string, string>?> Extras = Gen.Select(
        Gen.Int[0, Headings.Length - 1].Array[0, 5], Gen.Int[0, Values.Length - 1].Array[5], Gen.Int[-1, Words.Length - 1], (headings, values, words) =>
        {
            var extra = new Dictionary<string, string>();
            foreach (var (index, heading) in headings.Distinct().Index())
            {
                extra[Headings[heading]] = Headings[heading].Contains("万元", StringComparison.Ordinal)
                    ? Amounts[values[index] % Amounts.Length] : Values[values[index]];
            }

            if (words >= 0)
            {
                extra[DeadlineCells.AsWritten] = Words[words];
            }

            return extra.Count == 0 ? null : extra;
        });

    private static readonly Gen<MeasureView> AnyMeasure = Gen.Select(
        Gen.Int[0, Texts.Length - 1], Gen.Int[0, SomePlan.Units.Count - 1].Array[1, 5], Gen.Int[0, 2], Gen.Int[-40, 120], Gen.Enum<MeasureStatus>(),
        Gen.Bool, Extras,
        (text, units, leader, days, status, longTerm, extra) =>
        {
            var ids = units.Distinct().Select(unit => SomePlan.Units[unit].Id).ToList();
            var measure = SomePlan.Measure(1, 1, Texts[text], ids[0], [.. ids.Skip(1)]);
            return measure with
            {
                Leader = SomePlan.Leaders[leader].Id,
                Deadline = days == 0 ? measure.Deadline : measure.Deadline.AddDays(days),
                Status = status,
                LongTerm = longTerm,
                Extra = extra,
                SignedOffAt = status == MeasureStatus.SignedOff ? new DateTimeOffset(2024, 6, 1, 20, 0, 0, TimeSpan.Zero) : null,
            };
        });

    private static readonly Gen<SomePlan> AnyPlan = AnyMeasure.Array[1, 12].Select(Gen.Int[1, 4], Gen.Int[0, 1000], (measures, problems, seed) => new SomePlan
    {
        Problems = [.. Enumerable.Range(1, problems).Select(no => SomePlan.Problem(no * 7, Texts[(seed + no) % Texts.Length], no % 2 == 0 ? null : 1))],
        Measures = [.. measures.Select((measure, index) => measure with { No = (index * 3) + 1, Problem = ((index % problems) + 1) * 7 })],
    });

    [Fact]
    public Task What_goes_out_says_of_the_plan_what_the_plan_says() => AnyPlan.SampleAsync(async plan =>
    {
        using var workbook = await SomePlan.Written(plan.Ledger with { Curve = Curve(plan.Measures.Count * 40) });
        var reading = LedgerReader.Read(workbook, "台账.xlsx", SomePlan.Context);

        Assert.Equal(("plan", 0), (reading.Kind, reading.Errors.Count));
        Assert.Empty(reading.Missing);
        Assert.DoesNotContain(reading.Warnings, warning => warning.Question);
        Assert.Equal(plan.Problems.Select(problem => problem.No), reading.Problems.Select(problem => problem.No));
        Assert.All(plan.Problems.Zip(reading.Problems), pair =>
        {
            Assert.True(AsRead.IsTitle(pair.First.Title, pair.Second.Title));
            Assert.Equal((SomePlan.Name(pair.First.LeadUnit), SomePlan.Title(pair.First.Leader)), (pair.Second.LeadUnit, pair.Second.LeaderTitle));
        });
        Assert.Equal(plan.Measures.Select(measure => measure.No), reading.Measures.Select(measure => measure.No));
        Assert.All(plan.Measures.Zip(reading.Measures), pair => Same(pair.First, pair.Second));
    }, iter: 200);

    private static IReadOnlyList<LedgerDay> Curve(int days) =>
        [.. Enumerable.Range(0, days).Select(day => new LedgerDay(SomePlan.Feedback.AddDays(day), days, day, day % 2 == 0 ? day / 3.0 : null))];

    [Theory]
    [InlineData(2, 2)]
    [InlineData(35, 35)]
    [InlineData(36, 6)]
    [InlineData(400, 58)]
    [InlineData(401, 15)]
    [InlineData(1830, 62)]
    public void A_curve_is_as_long_as_a_page_and_has_its_first_and_its_last_day(int days, int shown)
    {
        var curve = Curve(days);

        var thinned = LedgerCurve.Thinned(curve);

        Assert.Equal((shown, curve[0], curve[^1]), (thinned.Count, thinned[0], thinned[^1]));
        Assert.Equal(thinned.OrderBy(day => day.Day), thinned);
    }

    private static void Same(MeasureView measure, LedgerMeasure read)
    {
        Assert.True(AsRead.IsMeasure(measure.Text, read.Text), $"{measure.Text} / {read.Text}");
        Assert.Equal((measure.Problem, SomePlan.Name(measure.LeadUnit), SomePlan.Title(measure.Leader)), (read.Problem, read.LeadUnit, read.LeaderTitle));
        Assert.Equal(measure.Assignments.Skip(1).Select(share => SomePlan.Name(share.Unit)), read.SupportingUnits);
        Assert.Equal((measure.Start, measure.Deadline), (read.Start, read.Deadline));
        Assert.Null(read.ProgressPercent);
        var values = read.Extra.Select(value => (value.Key, Value: FormattableString.Invariant($"{value.Value}")))
            .Concat((read.Money ?? LedgerValueDictionary.None).Where(value => value.Value is not null)
                .Select(value => (value.Key, Value: AsRead.Amount(value.Key, FormattableString.Invariant($"{value.Value}")))))
            .ToDictionary(value => value.Key, value => value.Value);
        values.TryAdd(DeadlineCells.AsWritten, read.DeadlineText!);
        Assert.All(measure.Extra ?? new Dictionary<string, string>(), column =>
            Assert.True(AsRead.IsValue(column.Key, column.Value, values.GetValueOrDefault(column.Key, "")),
                $"{column} / {values.GetValueOrDefault(column.Key)}"));
        Assert.Empty(values.Keys.Except(measure.Extra?.Keys ?? []).Except([DeadlineCells.AsWritten]));
    }

    [Fact]
    public async Task Figures_by_unit_add_up_and_nothing_is_done_before_it_is()
    {
        var plan = new SomePlan
        {
            Problems = [SomePlan.Problem(1, "问题")],
            Measures =
            [
                .. Enumerable.Range(1, 200).Select(no => SomePlan.Measure(no, 1, "措施", no % 2 == 0 ? "a" : "d", "c") with
                {
                    Status = no == 200 ? MeasureStatus.InProgress : MeasureStatus.SignedOff,
                    Overdue = no == 200,
                }),
                SomePlan.Measure(201, 1, "不办了", "a") with { Status = MeasureStatus.Rescinded },
            ],
        };

        using var workbook = await SomePlan.Written(plan.Ledger);

        var rows = SomePlan.Texts(workbook, "汇总").Skip(3);
        Assert.Equal(["1|甲县|100|99|1|1|99%|100|0|0%", "2|丙区|0|0|0|0||200|0|0%", "3|市委宣传部|100|100|0|0|100%|100|0|0%", "|合计|200|199|1|1|99%|400|0|0%"],
            rows.Select(row => string.Join('|', row)));
    }

    [Fact]
    public async Task Cells_are_what_they_are_and_telephones_stay_inside()
    {
        var plan = new SomePlan
        {
            Problems = [SomePlan.Problem(1, "问题"), SomePlan.Problem(2, "没有措施的问题")],
            Measures =
            [
                SomePlan.Measure(1, 1, "=SUM(A1)", "a", "d") with
                {
                    Extra = new Dictionary<string, string>
                    {
                        ["联系电话"] = "13800000000", ["资金（万元）"] = "1.25", ["人数"] = "12", [DeadlineCells.AsWritten] = "2024年9月底前",
                    },
                },
                SomePlan.Measure(2, 1, "二", "d") with { Extra = new Dictionary<string, string> { [DeadlineCells.AsWritten] = "立行立改" } },
            ],
        };

        using var workbook = await SomePlan.Written(plan.Ledger with { Inside = false, Units = ["a"], Whole = false });

        Assert.Equal(["问题清单", "任务清单", "责任清单", "汇总"], workbook.Sheets.Select(sheet => sheet.Name));
        var rows = SomePlan.Texts(workbook, "任务清单");
        Assert.Equal("1|1|问题|=SUM(A1)|甲县|市委宣传部|市委常委、宣传部部长|2024年3月18日|2024年9月底前|整改中|40%||||1.25|12|2024年9月底前", string.Join('|', rows[3]));
        Assert.Equal("2|1|问题|二|市委宣传部||市委常委、宣传部部长|2024年3月18日|2024年9月30日|整改中|40%||||||立行立改", string.Join('|', rows[4]));
        Assert.Equal(["资金（万元）", "人数", "完成时限（原文）"], rows[2][14..]);
        Assert.Equal(CellKind.Text, workbook.Sheets[1].Rows().ElementAt(3).Cells[3].Kind);
        Assert.Single(SomePlan.Texts(workbook, "问题清单").Skip(3));
        Assert.Equal(["1|甲县"], SomePlan.Texts(workbook, "责任清单").Skip(3).Select(row => string.Join('|', row[..2])));
    }
}
