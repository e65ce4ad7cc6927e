using System.Collections.Concurrent;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Rectification.Papers;

namespace Rectification.Documents.Papers;

/// <summary>The templates an office begins with, laid out by GB/T 9704-2012; made once, by code, so that they hold exactly the tags of their forms.</summary>
public static class DefaultTemplates
{
    private static readonly ConcurrentDictionary<PaperKind, byte[]> Made = new();

    /// <summary>The template as a .docx file.</summary>
    public static byte[] Of(PaperKind kind) => Made.GetOrAdd(kind, Make);

    private static byte[] Make(PaperKind kind)
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var (odd, even) = PaperPage.Furnish(main);
            var body = new Body();
            var sheet = new TemplateSheet(body);
            Lay(sheet, kind);
            body.Append(PaperPage.Section(odd, even));
            main.Document = new(body);
            PaperStructure.Number(main);
        }

        return stream.ToArray();
    }

    private static void Lay(TemplateSheet sheet, PaperKind kind)
    {
        if (kind is PaperKind.Notice or PaperKind.Digest)
        {
            (kind == PaperKind.Notice ? (Action<TemplateSheet>)LayNotice : LayDigest)(sheet);
            return;
        }

        sheet.Title(PaperForms.Of(kind).Title);
        sheet.Centred("number");
        switch (kind)
        {
            case PaperKind.Order or PaperKind.Prompt or PaperKind.Warning:
                LayOrder(sheet);
                break;
            case PaperKind.SignOff:
                LaySignOff(sheet);
                break;
            case PaperKind.Extension:
                LayExtension(sheet);
                break;
            case PaperKind.Measure:
                LayMeasure(sheet);
                break;
            case PaperKind.Problem:
                LayProblem(sheet);
                break;
            default:
                throw new InvalidOperationException($"No layout for {kind}.");
        }
    }

    private static void LayOrder(TemplateSheet sheet)
    {
        sheet.Table(
            ["督办事项", "=subject"],
            ["督办单位", "=unit", "答复期限", "=due"],
            ["批示领导", "=leader", "发布时间", "=issuedOn"],
            ["签发人", "=issuedBy", "反馈周期", "=cycle"],
            ["督办内容", "=demand"]);
        sheet.Heading("涉及整改措施");
        sheet.Rows("measures", ("序号", "measures.no", 9), ("整改措施", "measures.text", 43), ("责任单位", "measures.units", 19),
            ("完成时限", "measures.deadline", 16), ("进展", "measures.state", 13));
        sheet.Heading("答复情况");
        sheet.Rows("answers", ("答复内容", "answers.text", 44), ("答复人", "answers.by", 16), ("答复时间", "answers.on", 16),
            ("退回意见", "answers.returned", 24));
        sheet.Heading("办结情况");
        sheet.Table(["办结结论", "=closing"], ["办结人", "=closedBy", "办结时间", "=closedOn"], ["督办联系人", "=contact", "电话", "=phone"]);
    }

    private static void LaySignOff(TemplateSheet sheet)
    {
        sheet.Table(
            ["整改方案", "=plan"],
            ["反馈问题", "=problem"],
            ["整改措施", "=measure"],
            ["措施序号", "=no", "完成时限", "=deadline"],
            ["牵头单位", "=leadUnit", "配合单位", "=units"],
            ["责任领导", "=leader", "佐证材料", "=evidence"],
            ["申请人", "=requestedBy", "申请时间", "=requestedOn"]);
        sheet.Heading("销号条件核验");
        sheet.Rows("criteria", ("序号", "criteria.no", 9), ("核验项", "criteria.item", 17), ("核验内容", "criteria.seen", 52), ("核验说明", "criteria.note", 22));
        sheet.Heading("审批流转");
        sheet.Rows("steps", ("审批环节", "steps.step", 20), ("审批人", "steps.by", 18), ("结论", "steps.decision", 14), ("意见", "steps.opinion", 30),
            ("时间", "steps.on", 18));
        sheet.Heading("销号结论");
        sheet.Table(["最终结论", "=result", "日期", "=resultOn"], ["申请指纹", "=fingerprint"]);
    }

    private static void LayExtension(TemplateSheet sheet)
    {
        sheet.Table(
            ["整改方案", "=plan"],
            ["反馈问题", "=problem"],
            ["整改措施", "=measure"],
            ["措施序号", "=no", "牵头单位", "=leadUnit"],
            ["首次时限", "=firstDeadline", "现行时限", "=deadline"],
            ["申请延至", "=until", "责任领导", "=leader"],
            ["已做工作", "=progress"],
            ["延期理由", "=reason"],
            ["申请人", "=requestedBy", "申请时间", "=requestedOn"]);
        sheet.Heading("审批情况");
        sheet.Table(["审批结论", "=decision", "批准延至", "=decidedUntil"], ["审批人", "=decidedBy", "审批时间", "=decidedOn"], ["审批意见", "=opinion"]);
    }

    private static void LayMeasure(TemplateSheet sheet)
    {
        sheet.Table(
            ["整改方案", "=plan"],
            ["反馈问题", "=problem"],
            ["整改措施", "=measure"],
            ["措施序号", "=no", "当前状态", "=state"],
            ["牵头单位", "=leadUnit", "责任领导", "=leader"],
            ["配合单位", "=units"],
            ["开始日期", "=start", "首次时限", "=firstDeadline"],
            ["现行时限", "=deadline", "销号日期", "=signedOffOn"],
            ["量化目标", "=target", "已达到", "=reached"],
            ["建章立制", "=institution"],
            ["预期成效", "=outcome"]);
        sheet.Heading("任务分工");
        sheet.Rows("parts", ("责任单位", "parts.unit", 34), ("分工", "parts.role", 14), ("进度", "parts.percent", 14), ("数量", "parts.quantity", 16),
            ("最近填报", "parts.on", 22));
    }

    private static void LayProblem(TemplateSheet sheet)
    {
        sheet.Table(
            ["整改方案", "=plan"],
            ["问题序号", "=no", "问题类别", "=category"],
            ["反馈问题", "=problem"],
            ["牵头单位", "=leadUnit", "责任领导", "=leader"],
            ["原因分析", "=cause"],
            ["举一反三", "=extend"]);
        sheet.Heading("整改措施");
        sheet.Rows("measures", ("序号", "measures.no", 9), ("整改措施", "measures.text", 43), ("责任单位", "measures.units", 19),
            ("完成时限", "measures.deadline", 16), ("进展", "measures.state", 13));
        sheet.Heading("问题销号");
        sheet.Table(["销号说明", "=statement"], ["销号人", "=signedOffBy", "销号时间", "=signedOffOn"]);
    }

    private static void LayDigest(TemplateSheet sheet)
    {
        sheet.Centred("number");
        sheet.Control("title", PaperLevel.Title);
        sheet.Table(["统计时段", "=period"], ["报送截止", "=reportBy"]);
        sheet.Heading("一、完成情况");
        Group(sheet, "headline", ("项目", "what", 32), ("已完成", "done", 17), ("总数", "total", 17), ("完成率", "rate", 17), ("较上期", "change", 17));
        sheet.Table(["其他", "=counts"]);
        sheet.Heading("二、本期销号");
        Group(sheet, "signedOff", ("序号", "no", 9), ("整改措施", "text", 39), ("牵头单位", "unit", 20), ("销号时间", "on", 19), ("逾期天数", "late", 13));
        sheet.Heading("三、报送情况");
        Group(sheet, "reporting", ("单位", "unit", 28), ("情况", "state", 16), ("应报任务", "owed", 13), ("未报措施", "silent", 30), ("填报次数", "filed", 13));
        sheet.Heading("四、逾期");
        Group(sheet, "overdue", ("序号", "no", 9), ("整改措施", "text", 32), ("牵头单位", "unit", 18), ("完成时限", "deadline", 17), ("天数", "days", 9),
            ("轮到谁", "turn", 15));
        sheet.Heading("五、七日内到期");
        Group(sheet, "dueNext", ("序号", "no", 9), ("整改措施", "text", 32), ("牵头单位", "unit", 18), ("完成时限", "deadline", 17), ("进度", "percent", 9),
            ("轮到谁", "turn", 15));
        sheet.Heading("六、预警");
        Group(sheet, "lights", ("序号", "no", 9), ("整改措施", "text", 34), ("牵头单位", "unit", 18), ("预警", "light", 9), ("原因", "reasons", 30));
        sheet.Heading("可能逾期（五周内到期，预测而非承诺）");
        Group(sheet, "likelyLate", ("序号", "no", 9), ("整改措施", "text", 40), ("牵头单位", "unit", 20), ("完成时限", "deadline", 18), ("按期可能性", "chance", 13));
        sheet.Heading("七、督办单");
        Group(sheet, "orders", ("编号", "label", 24), ("单位", "unit", 28), ("情况", "state", 17), ("答复期限", "due", 18), ("逾期天数", "late", 13));
        sheet.Heading("八、退回");
        Group(sheet, "returns", ("序号", "no", 9), ("整改措施", "text", 28), ("牵头单位", "unit", 16), ("退回事项", "what", 13), ("时间", "on", 14), ("理由", "reason", 20));
        sheet.Heading("九、延期");
        Group(sheet, "extensions", ("序号", "no", 9), ("整改措施", "text", 34), ("牵头单位", "unit", 18), ("情况", "state", 11), ("延期至", "until", 17),
            ("等待天数", "waited", 11));
        sheet.Heading("十、排名");
        Group(sheet, "ranking", ("名次", "rank", 12), ("单位", "unit", 37), ("已完成任务", "done", 17), ("任务总数", "total", 17), ("完成率", "rate", 17));
        sheet.Heading("十一、分类");
        Group(sheet, "categories", ("类别", "title", 36), ("问题", "problems", 11), ("措施", "measures", 11), ("占比", "share", 14),
            ("已销号", "done", 14), ("完成率", "rate", 14));
        sheet.Heading("十二、问题来源");
        Group(sheet, "sources", ("来源", "title", 36), ("问题", "problems", 11), ("措施", "measures", 11), ("占比", "share", 14),
            ("已销号", "done", 14), ("完成率", "rate", 14));
        sheet.Heading("十三、量化数字");
        Group(sheet, "figures", ("数字", "what", 36), ("方案所述", "stated", 18), ("填报所得", "value", 18), ("上期", "before", 16), ("相符", "holds", 12));
        sheet.Heading("十四、依据");
        sheet.Table(["数据来自", "=source"], ["封存根值", "=root"], ["数据 SHA-256", "=sha256"], ["未列出", "=leftOut"]);
    }

    private static void Group(TemplateSheet sheet, string tag, params (string Heading, string Column, int Width)[] columns) =>
        sheet.Rows(tag, [.. columns.Select(column => (column.Heading, $"{tag}.{column.Column}", column.Width))]);

    private static void LayNotice(TemplateSheet sheet)
    {
        sheet.Centred("number");
        sheet.Control("title", PaperLevel.Title);
        sheet.Line("", PaperLevel.Text);
        sheet.Body("body");
        sheet.Line("附件：建章立制清单", PaperLevel.Text);
        sheet.Line("", PaperLevel.Text);
        sheet.Control("issuer", PaperLevel.Signature);
        sheet.Control("date", PaperLevel.Signature);
        sheet.Control("root", PaperLevel.Copies);
        sheet.Control("copies", PaperLevel.Copies);
        sheet.Control("printed", PaperLevel.Copies);
        sheet.Line("附件", PaperLevel.Attachment);
        sheet.Title("建章立制清单");
        sheet.Rows("institutions", ("序号", "institutions.no", 9), ("制度名称", "institutions.title", 45), ("类型", "institutions.kind", 12),
            ("文号", "institutions.number", 18), ("印发日期", "institutions.date", 16));
    }
}
