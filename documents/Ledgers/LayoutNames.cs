namespace Rectification.Documents.Ledgers;

/// <summary>Names the nearest of the layouts known from the field, by the words over the columns; only to be shown, nothing depends on it.</summary>
internal static class LayoutNames
{
    private const double Near = 0.3;

    private static readonly (string Name, HashSet<string> Words)[] Known =
    [
        Of("L1", "巡察问题序号 主要方面 发现的问题 问题的具体内容 原因分析 整改措施具体内容 责任人 责任部门 责任领导 举一反三情况 整改周期 预计完成时间 业务主管部门会签 任务状态 代办人 报送时间 流程状态"),
        Of("L2", "序号 问题编号 问题标题 问题类别 涉及金额 具体的措施 计划完成时间 措施整改责任人 整改牵头单位 问题归属单位 完成整改 正在整改 尚未整改 填报人 填报时间"),
        Of("L3", "序号 检查时间 检查单位 检查人 检查项目 检查工点 隐患问题描述 隐患类型 隐患等级 整改要求 整改期限 整改责任单位 整改责任人 整改完成日期 销号情况"),
        Of("L4", "序号 单位 简要情况 责任单位责任人 化解时限 化解情况 交办督办情况 销号情况"),
        Of("L5", "隐患编号 排查日期 排查人员 所在部位 隐患描述 隐患类别 隐患等级 整改措施 整改责任人 整改资金 计划完成时限 状态 实际完成日期 复查人员 复查日期 复查结果 闭环时间"),
        Of("L6", "办件名称 批示领导 编号 办件状态 发布时间 交办时限 是否办结 是否挂起"),
        Of("L7", "已销号 未销号 剩余10天 剩余20天 待审核 待销号 被驳回 草稿"),
        Of("L8", "责任单位 牵头单位 配合单位 督办部门 基本概况 问题概况 整治目标 整治方案 整治情况"),
        Of("L9", "针对问题 任务名称 类别 牵头领导 牵头部门 责任部门 具体任务 完成时限 是否完成 问题清单 任务序号"),
        Of("L10", "序号 审计项目 起 止 整改开始日期 问题标题 问题编号 检查事实 审计期间"),
        Of("L11", "备案数 完成数 未完成数 省级通过 部级通过 可以销号 不能销号"),
        Of("L12", "标题/任务名称 任务名称 任务来源 任务级别 办理时限 周期 承办部门 责任领导 当前进度"),
        Of("L13", "编号 标题 内容 状态 责任部门 责任人 跟进人 会议 提出日期 要求完成 计划完成 实际完成日期"),
        Of("L14", "项目名称 被审计单位/人员 问题摘要 具体描述 涉及金额 定性依据 整改建议 整改类型 措施 完成时间 责任部门 责任人 其他"),
        Of("L15", "序号 问题 整改措施 整改责任单位/责任人 整改完成情况 完成时间 验收人 验收时间 备注"),
        Of("L16", "排查日期 整改隐患内容 整改措施 整改时限 应急措施和预案 整改责任人 填表人 整改资金 整改完成情况 备注"),
        Of("L18", "序号 关注 任务来源 来源描述 任务类别 任务内容 任务状态 提出部门 牵头部门 协办部门 任务目标 计划完成时间 实际完成时间 实际完成情况 完成附件 领导批注 反馈类型 延期说明"),
        Of("L19", "任务名称 工作类目 任务来源 交办人 交办日期 截止日期 状态 关联文件 配合单位 任务阶段 备注 工作小结 附件数量"),
        Of("L20", "整治牵头单位 单位负责人 联系方式 整治参与单位 整改时限 效果评估")
    ];

    public static string Nearest(IEnumerable<LedgerColumn> columns)
    {
        var words = columns.Select(column => Fold.WithoutBrackets(column.Leaf)).Where(word => word.Length > 0).ToHashSet(StringComparer.Ordinal);
        var best = Known.MaxBy(layout => Likeness(layout.Words, words));
        return Likeness(best.Words, words) >= Near ? best.Name : "other";
    }

    private static double Likeness(HashSet<string> known, HashSet<string> words)
    {
        var common = words.Count(known.Contains);
        return (double)common / Math.Max(1, known.Count + words.Count - common);
    }

    private static (string, HashSet<string>) Of(string name, string words) => (name, [.. words.Split(' ')]);
}
