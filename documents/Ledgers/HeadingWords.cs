using System.Text.RegularExpressions;

namespace Rectification.Documents.Ledgers;

/// <summary>What a heading's words mean, before neighbours and values decide what the column is.</summary>
internal enum Heading
{
    None = 0,
    Extra,
    Number,
    ProblemNo,
    MeasureNo,
    ProblemRef,
    MeasureRef,
    Category,
    Problem,
    ProblemDetail,
    Measure,
    Target,
    Lead,
    Responsible,
    Supporting,
    Overseeing,
    Unit,
    Leader,
    Person,
    Telephone,
    Deadline,
    Done,
    Actual,
    Start,
    State,
    Progress,
    Situation,
    Result,
    Money,
    Institution,
    Cadence,
    Total
}

/// <summary>A heading's meaning and how surely: of two columns that mean the same the one with the higher rank is it.</summary>
internal readonly record struct HeadingMeaning(Heading Heading, int Rank);

/// <summary>The field's words for columns. The end of a heading says what it is — 问题类别 is a category — so the longest word at its end wins.</summary>
internal static partial class HeadingWords
{
    // Heading, rank, words; = in front: only the whole heading.
    private const string Table =
        """
        Number 1 =流水号 =行号 =编码 =ID =排序号 =序号 =编号 =No =No. =NO =NO. =序 =号 =项次 =流水 =#
        ProblemNo 2 问题编码 隐患编码 问题序号 问题编号 隐患编号 隐患序号 问题号 反馈问题序号 巡察问题序号 发现问题编号 问题点编号
        MeasureNo 2 任务编码 措施编码 措施序号 措施编号 任务序号 任务编号 整改措施序号 整改措施编号 措施号 任务号 事项编号
        ProblemRef 2 针对问题 对应问题 关联问题 所属问题 对应问题序号 对应问题编号 关联问题编号 关联问题序号 所属问题编号 所属问题序号 对应反馈问题 问题清单序号 针对问题序号 对应问题清单序号 =对应问题号
        MeasureRef 2 对应措施 对应任务 关联任务 关联措施 针对措施 所属任务 所属措施 对应任务序号 对应措施序号 关联任务序号 关联措施序号 对应任务编号 对应措施编号 任务清单序号 措施清单序号
        Category 2 =条线 问题归类 反馈方面 整改方面
        Category 3 整改领域 涉及领域 =领域
        Category 3 风险类别 风险类型 问题领域 所属领域 所属条线 业务条线 问题条线 检查类别 隐患分类 问题类别 主要方面 隐患类型 隐患类别 问题类型 问题分类 工作类目 问题方面 所属方面 问题大类 问题定性 =类别 =方面 =类型 =分类 =问题板块 =板块 反馈问题类别 =大类 问题性质
        Problem 6 问题标题 问题摘要 问题名称 问题概况 问题概述 隐患名称
        Problem 5 反馈问题 发现问题 发现的问题 整改问题 巡察反馈问题 =问题 主要问题 具体问题 突出问题 查摆问题 反馈的问题 问题清单 反馈意见 问题事项 整改事项 反馈意见问题 =隐患 =问题隐患 问题隐患 =事故隐患 =不符合项 检查发现的问题 =问题点
        Problem 4 检查发现 发现事项 存在问题及原因 存在的问题及原因 缺陷描述 风险描述 问题点描述 不符合项描述 问题 问题表述 问题描述 隐患描述 隐患问题描述 整改隐患内容 隐患内容 问题内容 存在隐患 问题情况 隐患情况 问题简述 问题及表现 问题（隐患）描述 问题隐患描述 矛盾纠纷概况
        Problem 3 信访事项 诉求事项 矛盾纠纷 审计事项 检查发现事项
        Problem 3 整改任务 基本概况 简要情况 基本情况 主要情况 事项概况 纠纷概况 案件概况 =概况 =简况 =事由 督办事项 =事项 =办件名称 =事项名称
        Problem 2 =标题 =主题 =项目名称 =项目
        Problem 1 存在问题 存在的问题 存在的主要问题 存在主要问题
        ProblemDetail 2 问题的具体内容 问题具体内容 具体内容 具体描述 问题详情 具体表现 主要表现 问题表现 具体情形 检查事实 事实描述 问题具体表现 问题详细描述 详细描述 问题事实 具体事例 具体情况
        ProblemDetail 2 问题表现形式 表现形式
        ProblemDetail 1 =内容 =描述 =事项内容
        Measure 6 整改措施 措施名称 整改行动 具体的措施 具体措施 整改措施具体内容 整改措施内容 =措施 措施内容 整改举措 整治措施 化解措施 措施 整改具体措施 举措 整改措施及要求 整改措施分解
        Measure 5 具体任务 重点措施 整改内容 任务内容 工作内容 整治内容 工作任务 重点任务 任务清单 任务事项
        Measure 4 任务名称 整改要求 整治方案 整改方案 化解方案 =任务 整改工作安排 工作安排 处置方案
        Measure 3 整改计划 行动计划
        Measure 5 督办任务 交办任务
        Measure 2 整改任务 工作要求 批示内容 督办内容 交办内容 批示要求
        Measure 4 整改办法 解决办法 处理办法 工作办法 化解办法 =办法 整改对策 =对策 整改要点 工作要点 =要点
        Measure 3 具体要求 办理要求 督办要求 =措施清单
        Measure 1 防范措施 管控措施 防控措施 预防措施
        Extra 1 下一步措施 下步措施 下一步整改措施 下一步工作措施 应急措施 应急措施和预案 保障措施 追责措施 问责措施 后续措施 临时措施
        Extra 1 困难和问题 困难问题 协调解决的问题 协调解决问题 协调的问题 困难及问题 问题和困难 主要困难和问题 金额类问题 问题和建议
        Target 2 整改目标 任务目标 目标任务 整治目标 工作目标 预期目标 目标 完成目标 目标要求 预期成效
        Target 1 整改标准 完成标准 预期效果 达到效果 预期成果
        Lead 3 主要责任单位 第一责任单位 首要责任单位 主体责任单位 牵头单位 牵头部门 牵头处室 牵头责任单位 总牵头单位 牵头责任部门 =牵头
        Responsible 4 责任区县 责任地方 属地责任单位 责任单位 责任部门 整改责任单位 责任处室 责任主体 整改主体 整改实施主体 实施主体 主责单位 主责部门 责任科室 责任地区 责任县区 =责任方
        Responsible 2 =责任清单 责任分工 任务分工 职责分工 =分工 责任落实
        Responsible 3 =承办 =主办 =主责
        Responsible 3 主办处室 承办科室 主办科室 承办部门 承办单位 主办单位 主办部门 承办处室 整改单位 整改部门 落实单位 实施单位 落实部门 办理单位 办理部门 执行单位 包保单位
        Supporting 3 协管单位 协管部门 协管处室 =协管
        Supporting 3 次要责任单位 共同责任单位 协作单位 协作部门 会同单位 会同部门 联动单位 联动部门 协同处室 协助处室 参与处室 配合单位 配合部门
        Supporting 3 协办部门 协办单位 参与单位 参与部门 参加单位 协同单位 协同部门 协助单位 协助部门 联办单位 配合处室 协办处室 =配合 =协办 会办单位
        Overseeing 3 监管责任单位 督办部门 督办单位 督导单位 督导部门 督查单位 督查部门 主管部门 业务主管部门 行业主管部门 监管部门 监管单位 主管部门会签 业务主管部门会签 主管单位 监督单位 监督部门 督办责任单位 =督办 督导组
        Extra 1 检查单位 检查部门 填报单位 报送单位 提出部门 提出单位 归属单位 来源单位 来源部门 交办单位 交办部门 验收单位 验收部门 复查单位 移交单位 移送单位 上报单位 填表单位 核查单位 会签单位 会签部门 建设单位 监理单位 施工单位 设计单位
        Unit 1 单位 部门 涉及单位 问题单位 =处室 =科室 =县区 =县（市、区） =地区 =属地 =区县 =所属县区 被检查单位 受检单位 被巡察单位 被审计单位 =单位名称 =部门名称
        Leader 3 牵头人 领办人 责任班子成员 =班子成员 分管班子成员 责任领导 牵头领导 分管领导 包案领导 包保领导 督办领导 挂牌领导 主管领导 市领导 联系领导 牵头市领导 责任市领导 批示领导 领导 市级领导 责任领导姓名 牵头负责领导 负责同志 责任同志
        Leader 2 牵头负责人 牵头责任人 领衔人 班子责任人
        Person 3 责任人 整改责任人 措施整改责任人 联系人 负责人 具体责任人 直接责任人 单位负责人 经办责任人 承办人 整改人 第一责任人 主要责任人 责任人员 整改负责人 责任人姓名 联络员 具体负责人
        Telephone 2 联系方式 联系电话 电话 手机 手机号 手机号码 电话号码
        Deadline 5 到期日 到期日期 到期时间 =截止期 最后完成时间 计划节点 时限节点
        Deadline 5 整改时限 整改期限 完成时限 计划完成时间 计划完成时限 计划完成日期 预计完成时间 预计完成日期 要求完成时间 要求完成日期 要求完成时限 化解时限 交办时限 整改完成时限 时限 期限 限期 完成期限 截止日期 截止时间 截止日 办结时限
        Deadline 5 规定完成时间 应完成时间 目标完成时间 拟完成时间 整改截止时间 =要求完成 完成节点 时间节点 计划办结时间 要求办结时间 最后期限 限办时间 限定完成时间 计划完成整改时间 计划整改完成时间 拟完成时限 预期完成时间 时间要求 时限要求
        Deadline 5 完成时限要求 目标日期 目标时间 =截止
        Deadline 3 起止时间 起止日期 整改起止时间 实施起止时间
        Deadline 4 =计划完成 =预计完成 计划时间 预计整改完成时间
        Deadline 3 =时限清单
        Target 2 =目标清单
        Result 2 =销号清单
        Deadline 4 时间安排 进度要求 时间进度安排 时间进度 =Deadline =DueDate
        Extra 1 公示期限 保存期限 任职期限 责任追究时限 销号时限 验收时限 报送时限 反馈时限 公示时限 上报时限 答复时限
        Done 3 完成时间 完成日期 办结时间 办结日期 整改完成时间 整改完成日期 整改到位时间 整改时间
        Actual 3 关闭日期 关闭时间 闭环日期 实际完成时间 实际完成日期 实际办结时间 实际办结日期 实际整改完成时间 实际整改时间 =实际完成 完成整改时间 实际完成时限 已完成时间 完成整改日期
        Start 3 =计划开始 =计划启动 整改开始日期 整改开始时间 开始时间 开始日期 启动时间 启动日期 起始时间 起始日期 整改起始时间
        State 4 是否到位 是否落实到位 状态 整改状态 任务状态 办件状态 完成状态 是否完成 是否办结 是否整改到位 是否整改完成 是否完成整改 是否整改 办结状态 是否已整改 是否已完成 是否落实
        State 4 是否整改完毕 =Status
        Extra 1 流程状态 审批状态 审核状态 挂起状态 提交状态 会签状态 公开状态 是否挂起 是否公开
        Progress 4 完成进度 整改进度 当前进度 工作进度 完成比例 完成率 完成百分比 进度 整改完成率 形象进度 进度百分比 整改率 目前进度
        Situation 3 整改进展 整改情况 整改完成情况 进展情况 完成情况 落实情况 整治情况 化解情况 办理情况 推进情况 工作进展 本周进展 最新进展 目前进展 进展 整改落实情况 整改进展情况 实际完成情况 当前进展 本月进展 本期进展 工作小结 任务进展
        Progress 4 完成度 =Progress
        Situation 1 已采取措施 已采取的措施 已采取整改措施 已采取的整改措施 已完成工作 已开展工作 工作成效 取得成效 取得的成效 阶段性成果 阶段性成效 整改成果
        Situation 3 完成情况说明 进展情况说明 整改情况说明 落实情况说明 推进情况说明
        Situation 3 进展描述 进度描述 进度说明 整改成效 办理结果 工作进展情况 本周工作进展 整改工作进展 目前整改情况 工作开展情况 进展说明 办结情况 处理情况 整改落实进展
        Result 3 =结果 验证结果 核验结果 复查结果 销号情况 整改结果 验收结果 核查结果 效果评估 销号 销号状态 是否销号 验收情况 验收意见 复核结果 整改效果 评估结果 整改销号情况 销号结果
        Result 2 销号意见 验收结论 复核意见 核查意见 复查意见 复查结论 核查结论 验证意见
        Extra 1 交办督办情况 督办情况 会签情况 举一反三情况 举一反三 问责情况 追责问责情况 建章立制情况 资金使用情况 任务来源 来源描述 反馈类型
        Money 3 上缴财政 上缴国库 已上缴 已追回 已追缴 已清退 已收回 已收缴 已归还 已调账 已核减 资金投入 经济损失 金额 资金 经费 费用 涉及金额 问题金额 整改金额 资金额 整改资金 追缴金额 挽回损失 投入资金 整改投入 预算
        Extra 1 是否金额类问题 专项资金
        Institution 3 制度名称 建立制度 完善制度 形成制度 制度成果 建立完善制度 建章立制 出台制度 制度文件名称 制度建设 修订制度
        Cadence 2 周期 频次 频率 报送频次 调度频次 督办频次 跟踪频次 更新频率
        Total 1 =合计 =小计 =总计 =共计 金额合计
        """;

    private static readonly Dictionary<string, HeadingMeaning> Ends = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, HeadingMeaning> Whole = new(StringComparer.OrdinalIgnoreCase);

    // What a unit has to do, and what such a unit is called: 牵头股室, 责任县（市、区）, 指导部门.
    private static readonly (Heading Heading, int Rank, string Roles)[] Roles =
    [
        (Heading.Lead, 3, "牵头 牵头责任 牵头负责 牵头整改 总牵头 主牵头 第一责任 首要责任 主要责任 主体责任"),
        (Heading.Responsible, 4, "责任 整改责任 主责 属地责任"),
        (Heading.Responsible, 3, "承办 主办 整改 落实 实施 办理 执行 包保"),
        (Heading.Supporting, 3, "配合 配合责任 协办 协同 协助 协作 协管 参与 参加 联办 会办 会同 联动 共同责任 次要责任"),
        (Heading.Overseeing, 3, "督办 督导 督查 监督 监管 主管 业务主管 行业主管 指导 业务指导 督促 监督检查 监管责任 督办责任 督导责任"),
    ];

    private const string Bodies =
        "单位 部门 处室 科室 股室 处 科 股 室 县 县区 区县 县市区 市县 市县区 县市 市区 市 地区 地方 乡镇 镇街 乡镇街道 镇街道 街道 镇 主体 主体单位 " +
        "党组织 党支部 支部 党委 党组 机构 院系 学院 系部 公司 分公司 子公司 企业 项目部 局 委办局 站所 方";

    static HeadingWords()
    {
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            HeadingMeaning meaning = new(Enum.Parse<Heading>(words[0]), words[1][0] - '0');
            foreach (var word in words.AsSpan(2))
            {
                var target = word[0] == '=' ? Whole : Ends;
                target.TryAdd(Fold.WithoutBrackets(word.TrimStart('=')), meaning);
            }
        }

        foreach (var (heading, rank, roles) in Roles)
        {
            foreach (var role in roles.Split(' '))
            {
                foreach (var body in Bodies.Split(' '))
                {
                    Ends.TryAdd(role + body, new(heading, rank));
                }
            }
        }
    }

    /// <summary>What a heading means; rows of headings joined by <paramref name="group"/> above it.</summary>
    public static HeadingMeaning Of(string heading, string group = "")
    {
        var meaning = Meaning(heading, group);
        return meaning.Heading is Heading.Progress or Heading.Situation or Heading.State && Other().IsMatch(Clean(group) + Clean(heading))
            ? meaning with { Rank = 1 } : meaning;
    }

    // 上周进度 beside 本周进度, 计划进度 beside 实际进度: how far it was, or ought to be, not how far it is.
    [GeneratedRegex("上周|上月|上期|上次|上季|上旬|上年|去年|前期|计划|序时|目标|应达|应完成")]
    private static partial Regex Other();

    [GeneratedRegex("^(?:(?<first>\u5F00\u59CB|\u8D77|\u8D77\u59CB|\u59CB|\u81EA)|\u7ED3\u675F|\u6B62|\u622A\u6B62|\u7EC8\u6B62|\u7EC8|\u81F3)$")]
    private static partial Regex Bounds();

    private static HeadingMeaning Meaning(string heading, string group)
    {
        var leaf = Clean(heading);
        var own = Match(leaf);
        if (own.Heading is Heading.Institution or Heading.Problem or Heading.Measure && Count().IsMatch(Fold.InBrackets(heading)))
        {
            return new(Heading.Extra, 1);
        }

        if (own.Heading == Heading.Situation && Share().IsMatch(Fold.InBrackets(heading)))
        {
            return new(Heading.Progress, own.Rank);
        }

        if (group.Length == 0 || own.Heading is not (Heading.None or Heading.Unit or Heading.Done or Heading.ProblemDetail or Heading.Number))
        {
            return own;
        }

        var above = Clean(group);
        if (own.Heading == Heading.Number)
        {
            // 问题清单 over 序号 and 问题: a number, whatever the group is called.
            return Match(above + leaf) is { Heading: Heading.ProblemNo or Heading.MeasureNo or Heading.ProblemRef or Heading.MeasureRef } number ? number : own;
        }

        if (own.Heading == Heading.None && Match(above).Heading is Heading.Deadline or Heading.Start && Bounds().Match(leaf) is { Success: true } bound)
        {
            // 整改起止时间 over 开始 and 结束; 审计期间 over the same is no time of ours.
            return new(bound.Groups["first"].Success ? Heading.Start : Heading.Deadline, 5);
        }

        var joined = Match(leaf + above);
        joined = joined.Heading is Heading.None or Heading.Extra || joined == Match(above) && leaf.Length > 2 ? Match(above + leaf) : joined;
        return joined.Heading is Heading.None ? own : joined;
    }

    /// <summary>Whether a heading is one of the field's words as it stands, wherever it was broken into lines: 牵头⏎领导.</summary>
    public static bool IsOneWord(string heading) => Clean(heading) is { } word && (Ends.ContainsKey(word) || Whole.ContainsKey(word));

    /// <summary>Whether a heading is one of the field's at all; used to find the row of headings.</summary>
    public static bool Knows(string heading) =>
        Match(Clean(heading)).Heading != Heading.None || Familiar.Contains(Clean(heading)) || MoneyRule.UnitIn(heading) is not null;

    private static readonly HashSet<string> Familiar = new(StringComparer.Ordinal)
    {
        "\u5907\u6CE8", "\u539F\u56E0\u5206\u6790", "\u62A5\u9001\u65F6\u95F4", "\u586B\u62A5\u4EBA", "\u586B\u62A5\u65F6\u95F4",
            "\u586B\u8868\u4EBA", "\u9A8C\u6536\u4EBA",
        "\u9A8C\u6536\u65F6\u95F4", "\u6392\u67E5\u65E5\u671F", "\u590D\u67E5\u65E5\u671F", "\u68C0\u67E5\u65F6\u95F4", "\u4EA4\u529E\u65E5\u671F",
            "\u53D1\u5E03\u65F6\u95F4"
    };

    private static string Clean(string heading)
    {
        var folded = Fold.WithoutBrackets(heading).TrimEnd(':', '*', '\u2605', '\u2606', '?', '.', '%').TrimStart('*', '\u2605', '\u2606');

        // ①序号 ②反馈问题: counted columns.
        return folded.Length > 1 && folded[0] is >= '\u2460' and <= '\u2473' ? folded[1..] : folded;
    }

    // 责任部门⏎Owner: what stands beside the Chinese in another language says the same again.
    [GeneratedRegex("[A-Za-z][A-Za-z.'-]*")]
    private static partial Regex Foreign();

    [GeneratedRegex("[\\u4E00-\\u9FFF]{2}")]
    private static partial Regex Chinese();

    private static HeadingMeaning Match(string written)
    {
        var folded = Chinese().IsMatch(written) && !Ends.ContainsKey(written) ? Foreign().Replace(written, "") : written;
        if (folded.Length is 0 or > 24)
        {
            return default;
        }

        if (Whole.TryGetValue(folded, out var meaning) || Ends.TryGetValue(folded, out meaning))
        {
            return meaning;
        }

        if (folded.StartsWith("\u662F\u5426", StringComparison.Ordinal))
        {
            var done = folded.Contains("\u5B8C\u6210", StringComparison.Ordinal) || folded.Contains("\u529E\u7ED3", StringComparison.Ordinal) ||
                AsksWhether().IsMatch(folded);
            return new HeadingMeaning(done ? Heading.State : Heading.Extra, 1);
        }

        if (Later().IsMatch(folded))
        {
            return new HeadingMeaning(Heading.Extra, 1);
        }

        if (OrNot().IsMatch(folded) || folded.IndexOf("\u662F\u5426", StringComparison.Ordinal) is > 0 and var asks && AsksWhether().IsMatch(folded[asks..]))
        {
            return new HeadingMeaning(Heading.State, 1);
        }

        for (var start = 1; start < folded.Length - 1; start++)
        {
            if (Ends.TryGetValue(folded[start..], out meaning))
            {
                return FirstOfTwo(FirstPart(folded), meaning) ?? Refined(meaning, folded);
            }
        }

        return Begins(folded);
    }

    // 是否已整改到位, 是否全部落实.
    [GeneratedRegex("^\u662F\u5426(?:\u5DF2|\u5DF2\u7ECF|\u5168\u90E8|\u6309\u671F|\u6309\u65F6|\u5982\u671F|\u53CA\u65F6|" +
        "\u771F\u6B63)*(?:\u6574\u6539|\u843D\u5B9E|\u5230\u4F4D|\u89E3\u51B3|\u5316\u89E3|\u95ED\u73AF)(?:\u5B8C\u6BD5|\u5230\u4F4D|\u6574\u6539|" +
        "\u843D\u5B9E)*$")]
    private static partial Regex AsksWhether();

    // 下一步整改计划, 后续措施: what comes after this is no part of it.
    [GeneratedRegex("^(?:\u4E0B\u4E00?\u6B65|\u4E0B\u4E00?\u9636\u6BB5|\u4E0B\u5468|\u4E0B\u6708|\u4E0B\u5B63\u5EA6|\u4E0B\u671F|\u540E\u7EED|\u4ECA\u540E)")]
    private static partial Regex Later();

    // 完成与否.
    [GeneratedRegex("(?:\u5B8C\u6210|\u6574\u6539|\u529E\u7ED3|\u843D\u5B9E|\u5230\u4F4D)\u4E0E\u5426$")]
    private static partial Regex OrNot();

    // 建章立制（项） counts them.
    [GeneratedRegex("^(?:\u5355\u4F4D:?)?[\u9879\u4E2A\u4EF6\u6761\u6B21\u4EFD\u90E8\u4EBA]$")]
    private static partial Regex Count();

    // 工作进展（百分比）.
    [GeneratedRegex("百分比|比例|[%\uFF05]")]
    private static partial Regex Share();

    // 开始整改时间.
    [GeneratedRegex("开始|启动|起始|着手")]
    private static partial Regex Begin();

    [GeneratedRegex("最迟|最晚|限期|承诺|拟|计划|预计|要求|应|规定|目标|预期|原定|力争|限定")]
    private static partial Regex Ahead();

    // 牵头责任单位 leads, 协同责任单位 supports, whatever its end says.
    private static HeadingMeaning Refined(HeadingMeaning meaning, string folded)
    {
        if (meaning.Heading == Heading.Done)
        {
            // 最迟完成日期 binds, 实际完成日期 is over.
            return Begin().IsMatch(folded) ? meaning with { Heading = Heading.Start }
                : Ahead().IsMatch(folded) ? meaning with { Heading = Heading.Deadline, Rank = 4 }
                : Contains(folded, "实际") ? meaning with { Heading = Heading.Actual }
                : meaning;
        }

        if (meaning.Heading is Heading.Responsible or Heading.Unit or Heading.Lead or Heading.Supporting)
        {
            return Contains(folded, "\u7275\u5934") ? meaning with { Heading = Heading.Lead, Rank = 3 }
                : Contains(folded, "\u914D\u5408") || Contains(folded, "\u534F\u529E") || Contains(folded, "\u534F\u540C") || Contains(folded,
                    "\u53C2\u4E0E") ? meaning with { Heading = Heading.Supporting, Rank = 3 }
                : Contains(folded, "\u7763\u529E") || Contains(folded, "\u7763\u5BFC") || Contains(folded, "\u76D1\u7763")
                    ? meaning with { Heading = Heading.Overseeing, Rank = 3 }
                : meaning;
        }

        return meaning;
    }

    // 整改措施落实要求, 问题及原因: what begins like a measure or problem and ends in no word we know.
    private static HeadingMeaning Begins(string folded) =>
        folded.EndsWith("\u5E8F\u53F7", StringComparison.Ordinal) || folded.EndsWith("\u7F16\u53F7", StringComparison.Ordinal) ? NumberOf(folded)
        : Contains(folded, "\u6570\u91CF") || folded.EndsWith('\u6570') ? default
        : folded.StartsWith("\u6574\u6539\u63AA\u65BD", StringComparison.Ordinal) || folded.StartsWith("\u5177\u4F53\u63AA\u65BD",
            StringComparison.Ordinal) ? new HeadingMeaning(Heading.Measure, 3)
        : folded.StartsWith("\u95EE\u9898\u53CA", StringComparison.Ordinal) ? new HeadingMeaning(Heading.Problem, 3)
        : FirstPart(folded);

    // 进展情况及存在问题 tells how it goes, and what stands in the way; 整改措施及时限 is a text with a day in it, and no day.
    private static HeadingMeaning? FirstOfTwo(HeadingMeaning first, HeadingMeaning second) =>
        first.Heading == Heading.Situation && second is { Heading: Heading.Problem, Rank: 1 } ||
        first.Heading is Heading.Measure or Heading.Problem && second.Heading is Heading.Deadline or Heading.Done or Heading.Responsible or Heading.Lead
            or Heading.Person or Heading.Leader or Heading.Target ? first : null;

    // 责任单位及分工 is 责任单位; what is added is no column of its own.
    private static HeadingMeaning FirstPart(string folded)
    {
        var and = folded.AsSpan().IndexOfAny("\u53CA\u548C\u4E0E\u3001/");
        return and > 1 && Ends.TryGetValue(folded[..and], out var first) ? first : default;
    }

    private static HeadingMeaning NumberOf(string folded) =>
        Contains(folded, "\u95EE\u9898") || Contains(folded, "\u9690\u60A3") ? new HeadingMeaning(Heading.ProblemNo, 1)
        : Contains(folded, "\u63AA\u65BD") || Contains(folded, "\u4EFB\u52A1") ? new HeadingMeaning(Heading.MeasureNo, 1)
        : default;

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.Ordinal);
}
