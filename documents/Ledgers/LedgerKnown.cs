using System.Text.Json.Serialization;

namespace Rectification.Documents.Ledgers;

/// <summary>
/// What a plan in force has, for a sheet that may hold the progress of many units: one row for each measure, and a column or a line that names the unit.
/// </summary>
public sealed record LedgerKnown
{
    public IReadOnlyList<KnownMeasure> Measures { get; init; } = [];

    /// <summary>Unit → as of which day its last sheet was; of units whose sheet was taken in.</summary>
    public IReadOnlyDictionary<string, DateOnly> TakenIn { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>The units whose rows are read; <see langword="null"/>: all of them. Rows of others are skipped with a reason.</summary>
    public IReadOnlySet<string>? Own { get; init; }

    /// <summary>Said by a person: <c>plan</c> or <c>progress</c>; <see langword="null"/>: as it is found.</summary>
    public string? As { get; init; }
}

/// <summary>A measure of the plan in force.</summary>
public sealed record KnownMeasure
{
    public required int No { get; init; }

    public required string Text { get; init; }

    public required DateOnly Deadline { get; init; }

    /// <summary>The deadline before it was extended: a list that still has it says nothing new.</summary>
    public DateOnly? FirstDeadline { get; init; }

    /// <summary>The deadline in the words of the ledger it came from.</summary>
    public string? DeadlineText { get; init; }

    /// <summary>Title of the leader responsible.</summary>
    public string? Leader { get; init; }

    /// <summary>Name of the unit that leads.</summary>
    public required string Lead { get; init; }

    /// <summary>The units that have a part → percent last reported.</summary>
    public required IReadOnlyDictionary<string, int> Percents { get; init; }

    /// <summary>State and progress in the words of the ledger the plan was made of.</summary>
    public string? StateText { get; init; }

    public string? ProgressText { get; init; }
}

/// <summary>How a list was read that could be a plan as well as the progress of many units, and why; a person may say the other.</summary>
public sealed record LedgerChoice
{
    /// <summary><c>plan</c> or <c>progress</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Stable: <c>said</c>, <c>own-file</c>, <c>own-rows</c>, <c>no-match</c>, <c>no-deadline</c>, <c>periodic</c>, <c>differs</c>,
    /// <c>same-plan</c>, <c>nothing-new</c>.</summary>
    public required string Why { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    /// <summary>Rows that say something else of the plan than it has.</summary>
    public int Differing { get; init; }

    /// <summary>Rows that say how far a unit is.</summary>
    public int Telling { get; init; }

    /// <summary>The other reading.</summary>
    [JsonIgnore]
    public string Other => Kind == LedgerKinds.Plan ? LedgerKinds.Progress : LedgerKinds.Plan;

    private static readonly Dictionary<string, (string Kind, string Zh, string En)> Reasons = new(StringComparer.Ordinal)
    {
        ["said"] = ("", "按指定的方式读取", "Read as it was said."),
        ["own-file"] = (LedgerKinds.Plan, "这是本系统导出的台账，进度由系统记录，按方案读取", "A ledger of the product's own: it keeps progress itself."),
        ["own-rows"] = (LedgerKinds.Progress, "单位账号只能填报，按填报读取本单位的行", "A unit's account reports: its own rows are read as progress."),
        ["no-match"] = (LedgerKinds.Plan, "没有一行是方案里的措施，按方案读取", "No row is about a measure of the plan: it brings in others."),
        ["no-deadline"] = (LedgerKinds.Progress, "有单位和进展，没有完成时限，按多个单位的填报读取", "Units and progress, and no deadlines: the progress of many units."),
        ["periodic"] = (LedgerKinds.Progress, "标题写明是周报、月报一类，按多个单位的填报读取；与方案不同的地方不改方案",
            "Its title says it comes every week or month: progress, and where it differs the plan stays."),
        ["differs"] = (LedgerKinds.Plan, "有完成时限，并且与方案内容不同，按方案调整读取；表里的进展不写入", "It says other things of the plan: an amendment; its progress is left."),
        ["same-plan"] = (LedgerKinds.Progress, "措施、期限、单位与方案一致，只有进展是新的，按多个单位的填报读取", "It says what the plan says, and progress: the progress of many units."),
        ["nothing-new"] = (LedgerKinds.Plan, "措施、期限、单位和进展文字都与方案里记的一致，按方案读取", "Plan and progress are as the plan has them already."),
    };

    internal static LedgerChoice Of(string why, int differing, int telling, string? said = null)
    {
        var (kind, zh, en) = Reasons[why];
        return new() { Kind = said ?? kind, Why = why, Zh = zh, En = en, Differing = differing, Telling = telling };
    }
}
