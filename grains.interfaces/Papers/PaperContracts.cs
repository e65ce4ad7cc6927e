using System.Text.Json.Serialization;
using Rectification.Measures;
using static Rectification.Refusal;

namespace Rectification.Papers;

/// <summary>A command on the register of papers; <c>docs/reference/papers.md</c> lists when it is refused.</summary>
[GenerateSerializer, Immutable, Alias("paper-command")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(TakeNumber), "takeNumber")]
[JsonDerivedType(typeof(VoidNumber), "voidNumber")]
[JsonDerivedType(typeof(AttachScan), "attachScan")]
[JsonDerivedType(typeof(SetTemplate), "setTemplate")]
[JsonDerivedType(typeof(DropTemplate), "dropTemplate")]
public abstract record PaperCommand;

/// <summary>发文字号：the next number of the year goes to a paper about something.</summary>
[GenerateSerializer, Immutable, Alias("take-number"), Needs(Roles.Reviewer)]
public sealed record TakeNumber : PaperCommand
{
    [Id(0)] public required PaperKind Kind { get; init; }

    /// <summary>What it is about: the number of the order, measure, problem or notice.</summary>
    [Id(1)] public required int Subject { get; init; }

    /// <summary>机关代字， 1 to 20 characters without brackets; each has numbers of its own. Left out: the kind's usual one.</summary>
    [Id(2)] public string? Prefix { get; init; }
}

/// <summary>作废：the number is not given again, and stays to be seen.</summary>
[GenerateSerializer, Immutable, Alias("void-number"), Needs(Roles.Reviewer)]
public sealed record VoidNumber : PaperCommand
{
    /// <summary>1 to 2,000 characters.</summary>
    [Id(0)] public required string Reason { get; init; }
}

/// <summary>The signed and stamped paper, scanned.</summary>
[GenerateSerializer, Immutable, Alias("attach-scan"), Needs(Roles.Reviewer)]
public sealed record AttachScan : PaperCommand
{
    [Id(0)] public required EvidenceReference Evidence { get; init; }
}

/// <summary>The office's own template of a kind; it was looked through before.</summary>
[GenerateSerializer, Immutable, Alias("set-template"), Needs(Roles.Reviewer)]
public sealed record SetTemplate : PaperCommand
{
    [Id(0)] public required PaperKind Kind { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    [Id(1)] public required string Sha256 { get; init; }

    /// <summary>The file's name.</summary>
    [Id(2)] public required string Name { get; init; }
}

/// <summary>Back to the product's own template.</summary>
[GenerateSerializer, Immutable, Alias("drop-template"), Needs(Roles.Reviewer)]
public sealed record DropTemplate : PaperCommand
{
    [Id(0)] public required PaperKind Kind { get; init; }
}

/// <summary>A command on its way.</summary>
[GenerateSerializer, Immutable, Alias("paper-envelope")]
public sealed record PaperEnvelope
{
    /// <summary>Idempotency-Key: the same command under it is applied once.</summary>
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required Actor Actor { get; init; }
    [Id(2)] public required PaperCommand Command { get; init; }

    /// <summary>The line of the register that is meant; 0 for none.</summary>
    [Id(3)] public int No { get; init; }
}

/// <summary>Either a refusal or what came of it.</summary>
[GenerateSerializer, Immutable, Alias("paper-outcome")]
public sealed record PaperOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }

    /// <summary>The line of the register that the command made or changed.</summary>
    [Id(1)] public PaperNumber? Number { get; init; }

    /// <summary>The command had been applied before.</summary>
    [Id(2)] public bool Repeated { get; init; }

    public static implicit operator PaperOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>One line of the register（发文登记）.</summary>
[GenerateSerializer, Immutable, Alias("paper-number")]
public sealed record PaperNumber
{
    /// <summary>The line, from 1.</summary>
    [Id(0)] public required int No { get; init; }

    /// <summary>发文字号， for example <c>整销〔2026〕3号</c>.</summary>
    [Id(1)] public required string Label { get; init; }
    [Id(2)] public required PaperKind Kind { get; init; }

    /// <summary>The number of the order, measure, problem or notice.</summary>
    [Id(3)] public required int Subject { get; init; }
    [Id(4)] public required string By { get; init; }
    [Id(5)] public required DateTimeOffset At { get; init; }

    /// <summary>作废.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(6)] public PaperVoided? Voided { get; init; }

    /// <summary>Scans, the newest last.</summary>
    [Id(7)] public IReadOnlyList<EvidenceReference> Scans { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("paper-voided")]
public sealed record PaperVoided
{
    [Id(0)] public required string Reason { get; init; }
    [Id(1)] public required string By { get; init; }
    [Id(2)] public required DateTimeOffset At { get; init; }
}

/// <summary>An office's own template.</summary>
[GenerateSerializer, Immutable, Alias("paper-template")]
public sealed record PaperTemplate
{
    [Id(0)] public required PaperKind Kind { get; init; }
    [Id(1)] public required string Sha256 { get; init; }
    [Id(2)] public required string Name { get; init; }
    [Id(3)] public required string By { get; init; }
    [Id(4)] public required DateTimeOffset At { get; init; }
}

/// <summary>One page of the register.</summary>
[GenerateSerializer, Immutable, Alias("paper-number-page")]
public sealed record PaperNumberPage
{
    [Id(0)] public required IReadOnlyList<PaperNumber> Items { get; init; }

    /// <summary>Pass as <c>cursor</c> for the next page; <see langword="null"/> at the end.</summary>
    [Id(1)] public int? Next { get; init; }
}

/// <summary>Every "no" about papers, in order of precedence within a command.</summary>
public static class PaperRefusals
{
    public static readonly Refusal NotReviewer = Forbidden("paper.not-a-reviewer", "需要整改办审核人角色。", "The role reviewer is needed.");
    public static readonly Refusal Unknown = NotFound("paper.unknown", "发文登记中没有这一条。", "The register has no such line.");
    public static readonly Refusal SubjectUnknown = Invalid("paper.subject-unknown", "没有这个文书对象。", "There is nothing of this number.", "/subject");
    public static readonly Refusal PrefixMalformed = Invalid(
        "paper.prefix-malformed", "机关代字须为 1 至 20 个字，不含括号、数字和空格。", "A prefix is 1 to 20 characters without brackets, digits and blanks.", "/prefix");
    public static readonly Refusal HasNumber = Conflict("paper.has-number", "该文书已有发文字号；如需换号，请先作废。", "The paper has a number already; void it first.");
    public static readonly Refusal ReasonMissing = Invalid(
        "paper.reason-missing", "请说明作废原因（1 至 2000 字）。", "State the reason (1 to 2,000 characters).", "/reason");
    public static readonly Refusal IsVoided = Conflict("paper.is-voided", "该发文字号已作废。", "The number is void.");
    public static readonly Refusal TooManyScans = TooMany("paper.too-many-scans", "一份文书至多附 20 份扫描件。", "A paper has at most 20 scans.");
    public static readonly Refusal TooMany = Refusal.TooMany("paper.too-many", "一个方案至多登记 20000 个发文字号。", "A plan has at most 20,000 numbers.");
    public static readonly Refusal NoTemplate = Conflict("paper.no-template", "该类文书没有自备模板。", "There is no template of the office's own.");
    public static readonly Refusal KindUnknown = NotFound("paper.kind-unknown", "没有这类文书。", "There is no such kind of paper.");
    public static readonly Refusal NotAWordFile = Invalid("paper.not-a-word-file", "请上传 Word 文档（.docx）。", "Upload a Word document (.docx).");
    public static readonly Refusal NothingToPrint = Conflict("paper.nothing-to-print", "还没有可以打印的内容。", "There is nothing to print yet.");
}
