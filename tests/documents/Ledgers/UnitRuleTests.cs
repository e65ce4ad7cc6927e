using System.Text.RegularExpressions;
using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>What offices write into columns of units: who leads, who supports, what is told.</summary>
public sealed partial class UnitRuleTests
{
    private static readonly string[] Counties = ["甲县", "乙区", "丙市"];

    private static readonly UnitRule Rule = new(
        new UnitDirectory(
            [.. Counties, "市直一处", "市直二处", "市直三处", "市直五处（综合处）", "机关党委", "整改办", "住房和城乡建设局", "高新区（自贸片区、综保区）管委会", "重名处", "重名处"],
            [new("住建局", "住房和城乡建设局")]),
        Counties,
        new Dictionary<string, IReadOnlyList<string>> { ["各县（市、区）"] = Counties });

    private const string All = "甲县+乙区+丙市";

    public static TheoryData<string, string> Single { get; } = Tables.Of(
        """
        市直一处|市直一处
        市直一处、市直二处|市直一处>市直二处
        市直一处，甲县；乙区|市直一处>甲县+乙区
        市直一处{,}甲县{;}乙区|市直一处>甲县+乙区
        市直一处/市直二处|市直一处>市直二处
        市直一处／甲县|市直一处>甲县
        市直一处 甲县　乙区|市直一处>甲县+乙区
        市直一处\n甲县|市直一处>甲县
        市直一处及市直二处|市直一处>市直二处
        市直一处会同市直二处、甲县|市直一处>市直二处+甲县
        市直一处和市直二处|市直一处>市直二处|two-leads
        市直一处、市直二处和甲县|市直一处>市直二处+甲县
        住房和城乡建设局、甲县|住房和城乡建设局>甲县
        住房和城乡建设局和甲县|住房和城乡建设局>甲县|two-leads
        住建局|住房和城乡建设局|by-other-name
        市直五处{(}综合处{)}、甲县|市直五处（综合处）>甲县
        高新区（自贸片区、综保区）管委会、甲县|高新区（自贸片区、综保区）管委会>甲县
        市直二处（牵头）、乙区、丙市|市直二处>乙区+丙市
        乙区、市直二处（牵头）|市直二处>乙区
        市直二处（主办）、乙区（协办）|市直二处>乙区
        牵头单位：市直三处；配合单位：市直一处、甲县|市直三处>市直一处+甲县
        牵头：市直三处\n配合：市直一处、甲县|市直三处>市直一处+甲县
        牵头单位{:}市直三处 配合单位{:}市直一处、甲县|市直三处>市直一处+甲县
        主办：市直三处；协办：甲县|市直三处>甲县
        责任单位：市直三处；配合单位：甲县|市直三处>甲县
        牵头单位：市直三处；责任单位：甲县|市直三处>甲县
        牵头单位：市直一处、市直二处；配合单位：甲县|市直一处>市直二处+甲县|two-leads
        市直一处、市直二处；配合单位：甲县|市直一处>市直二处+甲县|two-leads
        市直一处牵头，市直二处、甲县配合|市直一处>市直二处+甲县
        市直一处（牵头）甲县（配合）|市直一处>甲县
        【牵头单位】市直一处 【配合单位】甲县、乙区|市直一处>甲县+乙区
        由市直一处牵头，会同甲县、乙区落实|市直一处>甲县+乙区
        市直一处为牵头单位，甲县为配合单位|市直一处>甲县
        市直一处、甲县、乙区分别负责|市直一处>甲县+乙区
        （1）市直一处（2）甲县|市直一处>甲县
        市直一处、甲县等3家单位|市直一处>甲县|open-list
        甲县等3个县（市、区）|甲县|open-list
        由市直一处牵头，甲县配合|市直一处>甲县
        配合单位：甲县|>甲县|no-lead
        市直一处、各县（市、区）|市直一处>甲县+乙区+丙市
        市直一处、各县{(}市、区{)}|市直一处>甲县+乙区+丙市
        市直一处、各县市区|市直一处>甲县+乙区+丙市
        市直一处、各县（区、市）人民政府|市直一处>甲县+乙区+丙市
        各县（市、区）|>甲县+乙区+丙市|collective-lead
        各县（市、区）、市直一处|>甲县+乙区+丙市+市直一处|collective-lead
        牵头单位：市直一处；配合单位：各县（市、区）|市直一处>甲县+乙区+丙市
        甲县、各县（市、区）|甲县>乙区+丙市
        市直一处等|市直一处|open-list
        市直一处、市直二处等单位|市直一处>市直二处|open-list
        市直一处、市直二处等有关部门|市直一处>市直二处|open-list
        各责任单位||collective-unclear
        有关县（市、区）||collective-unclear
        机关各处室||collective-unclear
        各有关单位||collective-unclear
        领导小组各成员单位||collective-unclear
        各部门、各单位||collective-unclear
        各县（市、区）党委和政府|>甲县+乙区+丙市|collective-lead
        暂无||missing
        市直一处、有关县（市、区）|市直一处|collective-unclear
        市直一处、相关单位|市直一处|collective-unclear
        市直1处||unknown
        市直五处||unknown
        庚县||unknown
        重名处||two-hits
        市直一处、市直一处|市直一处|repeated
        市直一处、甲县、甲县|市直一处>甲县|repeated
        市直一处/处长|市直一处@处长
        市直一处\n处长|市直一处@处长
        市直一处、甲县/处长|市直一处>甲县@处长
        丙市/市直二处/处长|丙市>市直二处@处长
        市直一处\n张三、李四|市直一处@张三、李四
        市直一处/|市直一处
        /处长|@处长|missing
        市直一处/市直七处|市直一处|unknown
        —||missing
        市直 一处|市直一处
        市直一处：80%；甲县：已完成|市直一处>甲县
        """);

    public static TheoryData<string, string> Leads { get; } = Tables.Of(
        """
        市直一处|市直一处
        市直一处、市直二处|市直一处>市直二处|two-leads
        市直一处\n市直二处|市直一处>市直二处|two-leads
        各县（市、区）|>甲县+乙区+丙市|collective-lead
        """);

    public static TheoryData<string, string> Supporting { get; } = Tables.Of(
        """
        市直一处、甲县|>市直一处+甲县
        各县（市、区）|>甲县+乙区+丙市
        有关县（市、区）||collective-unclear
        市直一处等|>市直一处|open-list
        庚县||unknown
        无|
        不涉及|
        ——|
        """);

    public static TheoryData<string, string> WithPerson { get; } = Tables.Of(
        """
        市直一处\n处长|市直一处@处长
        处长|@处长|missing
        市直一处处长|市直一处@处长
        市直一处（处长）|市直一处@处长
        市直一处\n市直二处|市直一处>市直二处
        市直七处\n处长|@处长|unknown
        甲县、乙区\n分管副县长、分管副区长|甲县>乙区@分管副县长、分管副区长
        """);

    [Theory]
    [MemberData(nameof(Single))]
    public void One_column_for_all(string written, string expected) => Assert.Equal(expected, Said(Rule.Read(Lines(written), UnitColumn.All)));

    [Theory]
    [MemberData(nameof(Leads))]
    public void Lead_columns(string written, string expected) => Assert.Equal(expected, Said(Rule.Read(Lines(written), UnitColumn.Lead)));

    [Theory]
    [MemberData(nameof(Supporting))]
    public void Supporting_columns(string written, string expected) => Assert.Equal(expected, Said(Rule.Read(Lines(written), UnitColumn.Supporting)));

    [Theory]
    [MemberData(nameof(WithPerson))]
    public void Unit_and_person_in_one_cell(string written, string expected) => Assert.Equal(expected, Said(Rule.Read(Lines(written), UnitColumn.All,
        withPerson: true)));

    [Fact]
    public void The_nearest_is_offered_never_taken()
    {
        var reading = Rule.Read("市直1处", UnitColumn.All);
        Assert.Null(reading.Lead);
        Assert.Equal(["市直一处"], Assert.Single(reading.Remarks).Candidates);
        Assert.Equal(All.Split('+'), Assert.Single(Rule.Read("各县（市、区）", UnitColumn.All).Remarks).Candidates);
    }

    [Fact]
    public void How_far_each_unit_is() =>
        Assert.Equal(new Dictionary<string, int?> { ["甲县"] = 80, ["乙区"] = 100 }, Rule.Read("甲县：80%；乙区（已完成）", UnitColumn.Supporting).Progress);

    private static string Lines(string written) => Marks().Replace(written.Replace("\\n", "\n", StringComparison.Ordinal), "$1");

    private static string Said(UnitReading reading) =>
        reading.Lead + (reading.Supporting.Count > 0 ? ">" + string.Join('+', reading.Supporting) : "") + (reading.Person is { } person ? "@" + person : "") +
        string.Concat(reading.Remarks.Select(remark => "|" + remark.Code.Replace("ledger.unit-", "", StringComparison.Ordinal)));

    // Marks in half width stand in braces.
    [GeneratedRegex("\\{(.)\\}")]
    private static partial Regex Marks();
}
