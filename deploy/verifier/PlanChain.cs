using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>An amendment as the plan's chain tells it.</summary>
internal sealed class Amendment
{
    public required int No { get; init; }

    /// <summary>Where it was proposed.</summary>
    public required long Line { get; init; }

    public required Persons By { get; init; }

    public required string Reason { get; init; }

    public string? Document { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>What it says it changes, each as it is spelled.</summary>
    public required List<string> Changes { get; init; }

    public required IReadOnlyList<string> Units { get; init; }

    public List<Persons> Steps { get; } = [];

    /// <summary>Returned, withdrawn or in force.</summary>
    public bool IsDecided { get; set; }

    /// <summary>Who brought it into force, and when, if that happened.</summary>
    public Persons InForceBy { get; set; }

    public DateTimeOffset InForceAt { get; set; }
}

/// <summary>A closing as the plan's chain tells it.</summary>
internal sealed record Closing(long Line, DateTimeOffset At, int Seal, string Root, string Figures);

/// <summary>
/// The chain of the plan itself: every roster version after its first was made by an amendment that was proposed with exactly these lines and approved
/// as the rules of its time say, by others than who proposed it.
/// </summary>
internal sealed class PlanChain(IReadOnlyDictionary<int, Roster> rosters, IReadOnlyDictionary<int, Hash> hashes)
{
    private readonly List<Amendment> _amendments = [];
    private readonly List<(int Roster, DateTimeOffset At)> _versions = [];
    private bool _isClosed;

    /// <summary>Amendments in force, by the roster version they made.</summary>
    public Dictionary<int, Amendment> InForce { get; } = [];

    public int Length => _versions.Count;

    /// <summary>Each closing: the seal whose figures it says it froze.</summary>
    public List<Closing> Closings { get; } = [];

    /// <summary>How far the draft was that the plan was approved as; null where it was not drafted here.</summary>
    public (long Line, int Version, string Hash)? Draft { get; private set; }

    /// <summary>Whether it was read to its end.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The plan is older than its chain; an older program may have spelled its header with fewer members.</summary>
    public bool IsTakenOver { get; private set; }

    private int Roster => _versions.Count == 0 ? 0 : _versions[^1].Roster;

    private AmendmentRule Rule => rosters[Roster].Header.Amendments;

    /// <summary>The roster version that held after so many entries, and the time of the last of them.</summary>
    public (int Roster, DateTimeOffset At) After(int entries) => _versions[entries - 1];

    /// <summary>Takes the next entry; what is wrong with it, or null.</summary>
    /// <param name="entry">The sealed entry.</param>
    /// <param name="line">Its line.</param>
    public Wrong? Take(JsonElement entry, long line)
    {
        var (by, at, events) = (new Persons(entry.Text("by"), entry.TextOrNull("for")), entry.Instant("at"), entry.Items("events").ToList());
        var types = string.Join(' ', events.Select(happened => happened.Text("type")));
        var (wrong, roster) = types switch
        {
            "imported" or "takenOver" => (Begin(events[0], types, line), events[0].Int("roster")),
            _ when Roster == 0 => (Unfit("方案的留痕须以导入开始。", "A plan's chain begins with its import.", types), 0),
            "amendmentProposed" => (Propose(events[0], by, line, needsApproval: true), Roster),
            "amendmentProposed amended" => (Propose(events[0], by, line, needsApproval: false) ?? Amend(events, by, at), Roster + 1),
            "amendmentStepApproved" => (Approve(events[0], by, isLast: false), Roster),
            "amendmentStepApproved amended" => (Approve(events[0], by, isLast: true) ?? Amend(events, by, at), Roster + 1),
            "amendmentProposed planClosed" => (Propose(events[0], by, line, needsApproval: false) ?? Close(events, line, at), Roster),
            "amendmentStepApproved planClosed" => (Approve(events[0], by, isLast: true) ?? Close(events, line, at), Roster),
            "objectionOpened" or "objectionPlanned" when !_isClosed => (null, Roster),
            "planReopened" when _isClosed => (Reopen(), Roster),
            "amendmentReturned" => (Return(events[0], by), Roster),
            "amendmentWithdrawn" => (Withdraw(events[0], by), Roster),
            _ => (Unfit("方案的留痕不认识这样的条目：核验程序比导出文件旧。", "No such entry of a plan's chain is known: the verifier is older than the export.", types), 0),
        };
        _versions.Add((roster, at));
        return wrong;
    }

    private Wrong? Begin(JsonElement e, string type, long line)
    {
        Draft = e.TextOrNull("draftHash") is { } hash ? (line, e.Int("draftVersion"), hash) : null;
        var whole = rosters.Values.Last(roster => roster.Before is null);
        var stated = (e.Int("roster"), e.Text("rosterHash"), e.Int("problems"), e.Int("measures"));
        var read = (whole.Version, hashes[whole.Version].ToString(), whole.Problems.Count, whole.Measures.Count);
        IsTakenOver = type == "takenOver";
        return _versions.Count > 0 ? Unfit("方案已经导入。", "The plan was brought in before.", type)
            : type == "imported" && whole.Version != 1 ? Unfit("导入的应是第一版方案。", "What is brought in is the first roster version.", whole.Version)
            : stated != read ? new Wrong("方案与导入时的不同。", "The plan is not the one that was brought in.", read, stated)
            : null;
    }

    private Wrong? Propose(JsonElement e, Persons by, long line, bool needsApproval)
    {
        var changes = e.Items("changes").ToList();
        var proposed = new Amendment
        {
            No = e.Int("amendment"),
            Line = line,
            By = by,
            Reason = e.Text("reason"),
            Document = e.TextOrNull("document"),
            Fingerprint = e.Text("fingerprint"),
            Changes = [.. changes.Select(change => change.GetRawText())],
            Units = [.. e.Items("units").Select(unit => unit.GetString()!)],
        };
        _amendments.Add(proposed);
        return proposed.No != _amendments.Count ? new("方案调整的编号不连续。", "The amendments' numbers have a gap.", _amendments.Count, proposed.No)
            : string.IsNullOrWhiteSpace(proposed.Reason) ? Unfit("方案调整没有理由。", "The amendment has no reason.", proposed.No)
            : Rule.NeedsApproval(changes.Select(change => change.Text("kind"))) == needsApproval ? null
            : needsApproval ? Unfit("按方案规则，该调整应直接生效。", "By the plan's rules the amendment is in force at once.", proposed.No)
            : Unfit("按方案规则，该调整须经审批。", "By the plan's rules the amendment needs approval.", proposed.No);
    }

    private Wrong? Approve(JsonElement e, Persons by, bool isLast)
    {
        if (Open(e) is not { } amendment)
        {
            return NotOpen(e);
        }

        var wrong = Step(e, amendment, by)
            ?? (e.Text("fingerprint") != amendment.Fingerprint
                ? new Wrong("审批的不是所提出的内容。", "The approval is of other changes than were proposed.", amendment.Fingerprint, e.Text("fingerprint")) : null)
            ?? (amendment.Steps.Count + 1 >= Rule.Chain.Length != isLast
                ? new Wrong(
                    "审批步骤与方案规则不符。", "The steps of approval are not those of the plan's rules.", string.Join(',', Rule.Chain), amendment.Steps.Count + 1)
                : null);
        amendment.Steps.Add(by);
        return wrong;
    }

    private Wrong? Return(JsonElement e, Persons by) => Open(e) is not { } amendment ? NotOpen(e) : Step(e, amendment, by) ?? Decided(amendment);

    private Wrong? Withdraw(JsonElement e, Persons by) => Open(e) is not { } amendment ? NotOpen(e)
        : !by.Shares(amendment.By) ? new("只有提出人可以撤回。", "Only who proposed an amendment withdraws it.", amendment.By, by)
        : Decided(amendment);

    private Wrong? Step(JsonElement e, Amendment amendment, Persons by) =>
        e.Text("step") != Rule.StepAfter(amendment.Steps.Count)
            ? new("审批步骤的顺序不对。", "The step is not the one that was next.", Rule.StepAfter(amendment.Steps.Count), e.Text("step"))
        : by.Shares(amendment.By) || amendment.Steps.Any(by.Shares)
            ? new("同一人提出并审批，或审批了两步。", "One person proposed and approved, or took two steps.", amendment.By, by)
        : null;

    /// <summary>The next roster version, by the lines that were proposed.</summary>
    private Wrong? Amend(List<JsonElement> events, Persons by, DateTimeOffset at)
    {
        var (e, next) = (events[1], rosters.GetValueOrDefault(Roster + 1));
        if (Open(e) is not { } amendment || amendment.No != events[0].Int("amendment"))
        {
            return NotOpen(e);
        }

        if (next?.Before is null || e.Int("roster") != next.Version || e.Text("rosterHash") != hashes[next.Version].ToString())
        {
            return new("生效的方案版本与导出的不同。", "The roster version that came into force is not the exported one.",
                (next?.Version, hashes.GetValueOrDefault(Roster + 1)), (e.Int("roster"), e.Text("rosterHash")));
        }

        (amendment.IsDecided, amendment.InForceBy, amendment.InForceAt) = (true, by, at);
        InForce[next.Version] = amendment;
        return next.Fingerprint.ToString() != amendment.Fingerprint
            ? new("生效的内容不是所提出的内容。", "What came into force is not what was proposed.", amendment.Fingerprint, next.Fingerprint)
            : RulesInTime.WrongAfter(next.Before.Header, next.Header, at);
    }

    /// <summary>
    /// The plan is closed by an amendment that changes no line; its figures are those of a seal, with which they are compared once the seals are read.
    /// </summary>
    private Wrong? Close(List<JsonElement> events, long line, DateTimeOffset at)
    {
        var e = events[1];
        if (_isClosed || Open(e) is not { } amendment || amendment.No != events[0].Int("amendment"))
        {
            return NotOpen(e);
        }

        (_isClosed, amendment.IsDecided) = (true, true);
        Closings.Add(new(line, at, e.Int("seal"), e.Text("root"), e.GetProperty("figures").GetRawText()));
        return amendment.Changes.Exists(change => change.Contains("\"field\":\"closed\"", StringComparison.Ordinal)) ? null
            : Unfit("结束方案的不是这项调整。", "The amendment does not propose that the plan be closed.", amendment.No);
    }

    private Wrong? Reopen()
    {
        _isClosed = false;
        return null;
    }

    /// <summary>The amendment an event names, if nothing was decided on it yet.</summary>
    private Amendment? Open(JsonElement e) => e.Int("amendment") is > 0 and var no && no <= _amendments.Count && !_amendments[no - 1].IsDecided
        ? _amendments[no - 1] : null;

    private static Wrong? Decided(Amendment amendment)
    {
        amendment.IsDecided = true;
        return null;
    }

    private static Wrong NotOpen(JsonElement e) => Unfit("没有这项待审批的方案调整。", "No such amendment waits.", e.Int("amendment"));

    private static Wrong Unfit(string zh, string en, object found) => new(zh, en, null, found);
}
