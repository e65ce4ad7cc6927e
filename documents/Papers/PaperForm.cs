using Rectification.Papers;

namespace Rectification.Documents.Papers;

/// <summary>A group of rows: the control around them and the controls in them.</summary>
public sealed record PaperRows(string Tag, IReadOnlyList<string> Columns);

/// <summary>What a template of a kind may hold: the tags of its content controls.</summary>
public sealed record PaperForm
{
    public required PaperKind Kind { get; init; }

    /// <summary>The heading of the paper.</summary>
    public required string Title { get; init; }

    /// <summary>Tags of single texts.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Those without which the paper would not say what it is for: texts, groups and bodies that a template must have.</summary>
    public required IReadOnlyList<string> Needed { get; init; }
    public IReadOnlyList<PaperRows> Rows { get; init; } = [];

    /// <summary>Tags of bodies of many paragraphs.</summary>
    public IReadOnlyList<string> Bodies { get; init; } = [];
}

/// <summary>Every form there is.</summary>
public static class PaperForms
{
    private static readonly PaperRows Measures = new("measures", ["measures.no", "measures.text", "measures.units", "measures.deadline", "measures.state"]);
    private static readonly PaperRows Answers = new("answers", ["answers.text", "answers.by", "answers.on", "answers.returned"]);

    private static readonly string[] OfOrder =
    [
        "number", "plan", "unit", "subject", "demand", "due", "cycle", "leader", "issuedBy", "issuedOn", "round", "closing", "closedBy", "closedOn",
        "contact", "phone",
    ];

    public static readonly IReadOnlyList<PaperForm> All =
    [
        Slip(PaperKind.Order, "督办单"),
        Slip(PaperKind.Prompt, "督办提示函"),
        Slip(PaperKind.Warning, "督办警示函"),
        new()
        {
            Kind = PaperKind.SignOff,
            Title = "整改销号审批表",
            Texts = ["number", "plan", "problem", "measure", "no", "leadUnit", "units", "leader", "deadline", "evidence", "requestedBy", "requestedOn",
                "result", "resultOn", "fingerprint"],
            Needed = ["measure", "leadUnit", "criteria", "steps"],
            Rows = [new("criteria", ["criteria.no", "criteria.item", "criteria.seen", "criteria.note"]),
                new("steps", ["steps.step", "steps.by", "steps.decision", "steps.opinion", "steps.on"])],
        },
        new()
        {
            Kind = PaperKind.Extension,
            Title = "整改延期申请表",
            Texts = ["number", "plan", "problem", "measure", "no", "leadUnit", "leader", "firstDeadline", "deadline", "until", "reason", "progress",
                "requestedBy", "requestedOn", "decision", "decidedUntil", "decidedBy", "decidedOn", "opinion"],
            Needed = ["measure", "leadUnit", "deadline", "until", "reason", "decision"],
        },
        new()
        {
            Kind = PaperKind.Measure,
            Title = "整改措施表",
            Texts = ["number", "plan", "problem", "measure", "no", "leadUnit", "units", "leader", "start", "firstDeadline", "deadline", "target", "reached",
                "institution", "outcome", "state", "signedOffOn"],
            Needed = ["measure", "leadUnit", "deadline", "state"],
            Rows = [new("parts", ["parts.unit", "parts.role", "parts.percent", "parts.quantity", "parts.on"])],
        },
        new()
        {
            Kind = PaperKind.Problem,
            Title = "反馈问题整改表",
            Texts = ["number", "plan", "problem", "no", "category", "leadUnit", "leader", "cause", "extend", "statement", "signedOffBy", "signedOffOn"],
            Needed = ["problem", "leadUnit", "measures"],
            Rows = [Measures],
        },
        new()
        {
            Kind = PaperKind.Notice,
            Title = "整改情况通报",
            Texts = ["number", "title", "issuer", "date", "root", "copies", "printed"],
            Needed = ["title", "body", "root"],
            Rows = [new("institutions", ["institutions.no", "institutions.title", "institutions.kind", "institutions.number", "institutions.date"])],
            Bodies = ["body"],
        },
        new()
        {
            Kind = PaperKind.Digest,
            Title = "每周汇总",
            Texts = ["number", "title", "period", "reportBy", "counts", "leftOut", "source", "root", "sha256"],
            Needed = ["title", "period", "headline", "root", "sha256"],
            Rows =
            [
                Group("headline", "what", "done", "total", "rate", "change"),
                Group("signedOff", "no", "text", "unit", "on", "late"),
                Group("reporting", "unit", "state", "owed", "silent", "filed"),
                Group("overdue", "no", "text", "unit", "deadline", "days", "turn"),
                Group("dueNext", "no", "text", "unit", "deadline", "percent", "turn"),
                Group("lights", "no", "text", "unit", "light", "reasons"),
                Group("likelyLate", "no", "text", "unit", "deadline", "chance"),
                Group("orders", "label", "unit", "state", "due", "late"),
                Group("returns", "no", "text", "unit", "what", "on", "reason"),
                Group("extensions", "no", "text", "unit", "state", "until", "waited"),
                Group("ranking", "rank", "unit", "done", "total", "rate"),
                Group("categories", "title", "problems", "measures", "share", "done", "rate"),
                Group("sources", "title", "problems", "measures", "share", "done", "rate"),
                Group("figures", "what", "stated", "value", "before", "holds"),
            ],
        },
    ];

    public static PaperForm Of(PaperKind kind) => All.First(form => form.Kind == kind);

    private static PaperRows Group(string tag, params IReadOnlyList<string> columns) => new(tag, [.. columns.Select(column => $"{tag}.{column}")]);

    private static PaperForm Slip(PaperKind kind, string title) => new()
    {
        Kind = kind,
        Title = title,
        Texts = OfOrder,
        Needed = ["number", "unit", "demand", "due", "measures"],
        Rows = [Measures, Answers],
    };
}
