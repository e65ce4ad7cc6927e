using Rectification.Documents.Ledgers;

namespace Rectification.Tests.Documents.Ledgers;

/// <summary>Units' weekly sheets in other words than the given ones; the right reading was written before they were read.</summary>
public sealed class OtherUnitSheetTests
{
    private static readonly LedgerContext Context = GivenLedgerTests.Context() with
    {
        Before = new()
        {
            LastTakenIn = new(2024, 6, 21),
            Percents = new Dictionary<int, int> { [3] = 40, [7] = 80, [11] = 0, [12] = 10, [15] = 20, [16] = 30 },
            Deadlines = new[] { 3, 7, 11, 12, 15, 16 }.ToDictionary(no => no, DateOnly? (_) => new(2024, 9, 30)),
            Measures = new HashSet<int> { 3, 7, 11, 12, 15, 16 },
        },
    };

    [Fact]
    public void A_week_in_other_words()
    {
        using var workbook = new InMemoryWorkbook(new InMemorySheet("第26周", """
            重点任务推进情况周报表
            报送单位：乙区　　　　截至日期：2024年6月28日　　　　填表人：张三
            任务序号|工作任务|牵头处室|办结时限|完成比例|本周工作进展|困难和问题|下步打算
            3|推进甲事项|乙区|2024年9月30日|%55|完成方案评审。|缺资金|抓紧
            7|推进乙事项|乙区|2024.9.30|75%|受天气影响返工。||
            11|推进丙事项|乙区|2024年9月底|#0.3|已开工|无|
            12|推进丁事项|甲县|9月底|零报告|||
            15|推进戊事项|乙区|2024年10月31日||召开协调会一次。||
            16|推进己事项|乙区|三季度末前|基本完成|还差验收||
            99|推进庚事项|乙区|2024-9-30|50%|||
            """, "A1:H1 A2:H2"));

        var reading = LedgerReader.Read(workbook, "乙区周报.xlsx", Context);

        Assert.Equal(("progress", "unit sheet", "乙区", new DateOnly(2024, 6, 28)), (reading.Kind, reading.Layout, reading.Unit, reading.AsOf));
        Assert.Equal("measureNo measure leadUnit deadline progress progressText extra extra", string.Join(' ', reading.Columns.Values));
        Assert.Equal("3 55|7 75|11 |12 |15 |16 |99 50", string.Join('|', reading.Measures.Select(row => $"{row.No} {row.ProgressPercent}")));
        Assert.Equal("E5 value-decreased,E6 percent-unclear", Told(reading.Warnings));
        Assert.Equal("A10 reference-unknown,D8 column-not-yours", Told(reading.Errors));
    }

    private static string Told(IEnumerable<LedgerFinding> findings) =>
        string.Join(',', findings.Select(finding => $"{finding.Cell} {finding.Code[7..]}").Order(StringComparer.Ordinal));
}
