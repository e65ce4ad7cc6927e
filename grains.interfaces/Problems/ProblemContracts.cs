using System.Text.Json.Serialization;
using static Rectification.Refusal;

namespace Rectification.Problems;

/// <summary>销号 of a whole problem by its leader.</summary>
[GenerateSerializer, Immutable, Alias("sign-off-problem"), Needs(Roles.Leader)]
public sealed record SignOffProblem
{
    /// <summary>1 to 2,000 characters.</summary>
    [Id(0)] public required string Statement { get; init; }
}

[GenerateSerializer, Immutable, Alias("problem-envelope")]
public sealed record ProblemEnvelope
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required Actor Actor { get; init; }
    [Id(2)] public required SignOffProblem Command { get; init; }
    [Id(3)] public DateTimeOffset? HistoricalAt { get; init; }
    [Id(4)] public long? IfVersion { get; init; }
}

[GenerateSerializer, Immutable, Alias("problem-outcome")]
public sealed record ProblemOutcome : IOutcome
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public ProblemView? Problem { get; init; }
    [Id(2)] public long Version { get; init; }
    [Id(3)] public string? Token { get; init; }
    [Id(4)] public bool Repeated { get; init; }

    public static implicit operator ProblemOutcome(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>A problem as people see it.</summary>
[GenerateSerializer, Immutable, Alias("problem-view")]
public sealed record ProblemView
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required int No { get; init; }
    [Id(2)] public int? Category { get; init; }
    [Id(3)] public required string Title { get; init; }
    [Id(4)] public required string Leader { get; init; }
    [Id(5)] public required string LeadUnit { get; init; }
    [Id(6)] public string? Source { get; init; }
    [Id(7)] public required int Measures { get; init; }
    [Id(8)] public required int MeasuresSignedOff { get; init; }

    /// <summary>Signed off, and every measure still is as it was then.</summary>
    [Id(9)] public required bool SignedOff { get; init; }
    [Id(10)] public DateTimeOffset? SignedOffAt { get; init; }
    [Id(11)] public string? SignedOffBy { get; init; }
    [Id(12)] public string? Statement { get; init; }
    [Id(13)] public required long Version { get; init; }
    [Id(14)] public required IReadOnlyList<int> MeasureNumbers { get; init; }
    [Id(15)] public bool Recovering { get; init; }

    /// <summary>
    /// What who asks may do: <c>signOff</c> with <see langword="null"/>, or the refusal it would be answered with. Only where one problem is asked
    /// for; not in lists, nor in the answer to a command.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(16)] public IReadOnlyDictionary<string, Refusal?>? Allowed { get; init; }

    /// <summary>原因分析.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(17)] public string? Cause { get; init; }

    /// <summary>举一反三.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(18)] public string? Extend { get; init; }

    /// <summary>Columns of the ledger that the product does not know.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Id(19)] public IReadOnlyDictionary<string, string>? Extra { get; init; }
}

/// <summary>Every "no" a problem can say beside <see cref="CommandRefusals"/>, in order of precedence.</summary>
public static class ProblemRefusals
{
    public static readonly Refusal Unknown = NotFound("problem.unknown", "没有这个反馈问题。", "There is no such problem.");
    public static readonly Refusal StaleVersion = new()
    {
        Kind = RefusalKind.Stale,
        Code = "problem.version-stale",
        Zh = "该问题已有变化，请刷新后再提交。",
        En = "The problem has changed since the version named by If-Match.",
    };
    public static readonly Refusal StatementMissing = Invalid("problem.statement-missing", "请填写销号说明（1 至 2000 字）。", "Give a statement (1 to 2,000 characters).",
        "/statement");
    public static readonly Refusal NotLeader = Forbidden("problem.not-the-leader", "只有该问题的责任领导可以销号。", "Only the problem's leader signs it off.");
    public static readonly Refusal LeaderIsOfLeadUnit = Forbidden(
        "problem.leader-is-of-lead-unit", "牵头单位的人员不能为该问题销号。", "Nobody of the lead unit signs the problem off.");
    public static readonly Refusal LeaderIsOfMeasureUnit = Forbidden(
        "problem.leader-is-of-measure-unit", "承担该问题整改措施的单位的人员不能为该问题销号。", "Nobody of a unit with a part in its measures signs the problem off.");
    public static readonly Refusal Recovering = Unavailable("problem.recovering", "该问题的计数正在恢复，请稍后重试。", "The problem's counter is being rebuilt; retry later.");
    public static readonly Refusal AlreadySignedOff = Conflict("problem.already-signed-off", "该问题已销号。", "The problem is signed off already.");
    public static readonly Refusal MeasuresOpen = Conflict("problem.measures-open", "还有措施未销号。", "Not every measure is signed off.");
    public static readonly Refusal NotCountedYet = Unavailable(
        "problem.not-counted-yet", "已保存，但尚未计入汇总；请重试，不会重复记录。", "Stored, but not counted yet; retry under the same id, it is recorded once.");
    public static readonly Refusal TooManySignOffs = TooMany("problem.too-many-sign-offs", "该问题的销号次数过多。", "The problem was signed off too often.");
}
