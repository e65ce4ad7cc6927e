namespace Rectification.Seeds.Wenzhou;

/// <summary>The turns of the story that are not in progress.json. All of it is invented.</summary>
internal static class WenzhouScript
{
    /// <summary>
    /// Sign-off requests that came back. Measures with time left until the deadline, so that none turns red by it, and one (84) that was
    /// late already.
    /// </summary>
    public static readonly IReadOnlyDictionary<int, Return> Returns = new Dictionary<int, Return>
    {
        [20] = new(ByOffice: false, "社群成员数只有截图，请附平台后台导出的数据", "补充平台后台导出的社群成员数据", "大广场社群成员数据导出.xlsx"),
        [30] = new(ByOffice: true, "外请专家论证缺签到和论证意见原件", "补充专家论证签到表和论证意见", "专家论证会签到表及论证意见.pdf"),
        [65] = new(ByOffice: true, "学习记录未写明参加人员，请补充", "补充学习签到和缺席人员补学情况", "采购法规学习签到表.pdf"),
        [67] = new(ByOffice: false, "核验办法未附修订前后对照，请补充", "补充核验办法修订对照表", "交叉核验办法修订对照表.docx"),
        [79] = new(ByOffice: false, "第三季度盘点表缺部门负责人签字", "补充签字后的第三季度资产盘点表", "第三季度资产盘点表（签字）.pdf"),
        [84] = new(ByOffice: true, "抽查发现两卷台账缺讨论记录，请补齐", "补齐抽查指出的两卷台账", "选任纪实台账补正清单.xlsx"),
        [94] = new(ByOffice: true, "专门法律意见书未随附", "补充30万元以上项目的专门法律意见书", "专门法律意见书.pdf"),
    };

    /// <summary>Extensions, each asked for when the deadline had passed: the measures were red by then and stay among the late ones.</summary>
    public static readonly IReadOnlyDictionary<int, (DateOnly Until, string Reason)> Extensions = new Dictionary<int, (DateOnly, string)>
    {
        [13] = (new(2024, 9, 13), "部分指标需待上半年统计数据核定后评估"),
        [33] = (new(2024, 8, 20), "少数县（市、区）的制度仍在征求乡镇意见"),
        [52] = (new(2024, 9, 20), "实施办法需与市委人才办再次会商"),
    };

    /// <param name="ByOffice">Returned by the office after the leader had approved; else by the leader.</param>
    /// <param name="Reason">Why it came back.</param>
    /// <param name="Answer">What the lead unit reports then.</param>
    /// <param name="Evidence">The file it adds.</param>
    public sealed record Return(bool ByOffice, string Reason, string Answer, string Evidence);
}
