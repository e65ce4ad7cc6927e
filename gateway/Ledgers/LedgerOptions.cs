using Rectification.Documents.Ledgers;
using Rectification.Documents.Ledgers.In;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Ledgers;

/// <summary>What is said beside the files of a ledger: columns put right, and the units and leaders of a plan that is not there yet.</summary>
internal sealed record LedgerOptions
{
    /// <summary>
    /// Letter of a column → field, as in the answer's <c>columns</c>; what is not named is found. Of several files with the file's name before it.
    /// <see langword="null"/>: as it was said of such a layout before; empty: all is found anew.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Mapping { get; init; }

    /// <summary>Answers that were given before all of them are; see <see cref="CommitLedger.Answers"/>.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    /// <summary>Only for a plan that is not there yet.</summary>
    public GivenContext? Context { get; init; }

    /// <summary>A plan whose units and leaders a plan that is not there yet has, too.</summary>
    public string? UnitsOf { get; init; }

    /// <summary>A new plan that was approved already: it is no draft, and in force once it is taken in.</summary>
    public bool Approved { get; init; }

    /// <summary>
    /// Of a plan in force: whether a list with units and progress is read as a change of the plan or as the progress of many units, see
    /// <see cref="LedgerKinds"/>; <see langword="null"/>: as it is found.
    /// </summary>
    public string? As { get; init; }

    /// <summary>Day by the office's calendar on which the ledger was brought; it decides what lies ahead.</summary>
    public DateOnly? Today { get; init; }
}

/// <summary>The units, leaders and days of a plan that is not there yet.</summary>
internal sealed record GivenContext
{
    public DateOnly? FeedbackDate { get; init; }
    public DateOnly? Today { get; init; }
    public IReadOnlyList<string>? Counties { get; init; }
    public IReadOnlyList<string>? Departments { get; init; }

    /// <summary>Titles.</summary>
    public IReadOnlyList<string>? Leaders { get; init; }

    /// <summary>Words that mean several units → one unit, or <c>counties</c>.</summary>
    public IReadOnlyDictionary<string, string>? Collective { get; init; }

    private const string AllCounties = "counties";

    public LedgerContext Read(DateOnly today) => new()
    {
        FeedbackDate = FeedbackDate ?? today,
        Today = Today ?? today,
        Counties = Counties ?? [],
        Departments = Departments ?? [],
        Leaders = Leaders ?? [],
        Collective = (Collective ?? new Dictionary<string, string>())
            .ToDictionary(word => word.Key, word => word.Value == AllCounties ? Counties ?? [] : [word.Value]),
    };
}

/// <summary>What is to be forgotten: a layout, or another name, as the memory lists it.</summary>
internal sealed record LedgerForgotten(string Key) : IAsked<LedgerForgotten>
{
    public static LedgerForgotten Read(Query query) => new(query.Text("key") ?? "");
}

/// <summary>What POST /ledgers/{preview}/commit takes.</summary>
internal sealed record CommitLedger
{
    /// <summary>Cell as the preview names it (<c>L14</c>) → the answer to its question, as it would stand in the cell.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }

    /// <summary>Of a plan that is not there yet and whose preview was told none: the day deadlines and measures count from.</summary>
    public DateOnly? FeedbackDate { get; init; }

    /// <summary>Start of measures whose ledger has none; without it, the feedback day.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Title of the leader responsible where the ledger names none.</summary>
    public string? Leader { get; init; }

    /// <summary>Of a plan that is not there yet: its id and title.</summary>
    public string? Plan { get; init; }
    public string? Title { get; init; }

    /// <summary>Take an older sheet in all the same: what it says less than is known already is left alone.</summary>
    public bool AcceptOlder { get; init; }

    /// <summary>调整理由：why a plan in force is changed.</summary>
    public string? Reason { get; init; }

    /// <summary>依据文件.</summary>
    public string? Document { get; init; }

    internal LedgerDefaults Once => new() { Start = Start, Leader = Leader, Plan = Plan, Title = Title };
}
