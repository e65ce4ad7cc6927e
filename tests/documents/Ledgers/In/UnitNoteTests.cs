using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;

namespace Rectification.Tests.Documents.Ledgers.In;

/// <summary>What a row of a unit's sheet says beside its percent goes into the note, and what says nothing makes none.</summary>
public sealed class UnitNoteTests
{
    [Fact]
    public void Nothing_that_was_typed_is_lost()
    {
        using var workbook = new InMemoryWorkbook(new InMemorySheet("周报", """
            填报单位：甲县|截至日期：2024年6月28日
            序号|整改措施|进度|进展情况|存在问题|下一步措施
            1|措施一条|50%|完成一半。|无|继续
            2|措施二条||召开会议一次。||
            3|措施三条|正在推进||缺资金|
            4|措施四条|零报告|||
            5|措施五条||本周无新进展（零报告）。|无|/
            6|措施六条|基本完成|基本完成，待验收。||
            7|措施七条|30%|||
            8|措施八条|已销号|||
            """));

        var reading = LedgerReader.Read(workbook, "甲县.xlsx", GivenLedgerTests.Context());

        Assert.Equal(
            ["完成一半。\n下一步措施：继续", "召开会议一次。", "正在推进\n存在问题：缺资金", "", "", "基本完成，待验收。", "", "已销号"], reading.Measures.Select(UnitNote.Of));
    }

    [Fact]
    public void A_name_is_learnt_where_one_answer_says_one_unit()
    {
        const string Rows = "序号|问题|整改措施|牵头单位|配合单位|完成时限\n1|台账不全|措施一|综合处|甲县|2024-9-1\n2|台账不全|措施二|综合处|城管队、环卫处|2024-9-1\n"
            + "3|台账不全|措施三|市直一处|城管队|2024-9-1";
        var before = Read(Rows);
        var after = Read(Rows.Replace("综合处", "市直五处（综合处）", StringComparison.Ordinal).Replace("城管队、环卫处", "乙区、丙市", StringComparison.Ordinal)
            .Replace("|城管队|", "|乙区|", StringComparison.Ordinal));

        Assert.Equal(["综合处 市直五处（综合处）", "城管队 乙区"], LedgerLayout.Names(before, after).Select(name => $"{name.Key} {name.Value}"));
        Assert.Equal(LedgerLayout.Of(before), LedgerLayout.Of(after));
        Assert.NotEqual(LedgerLayout.Of(before), LedgerLayout.Of(Read(Rows.Replace("牵头单位", "主办单位", StringComparison.Ordinal))));
    }

    private static LedgerReading Read(string rows)
    {
        using var workbook = new InMemoryWorkbook(new InMemorySheet("表", rows));
        return LedgerReader.Read(workbook, "a.xlsx", GivenLedgerTests.Context());
    }
}
