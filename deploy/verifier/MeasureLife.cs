using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rectification.Verifier;

/// <summary>What is wrong with an event, in both languages; the caller knows the line.</summary>
internal sealed record Wrong(string Zh, string En, object? Expected = null, object? Found = null);

/// <summary>
/// One measure's life, re-applied from its events. Every event must be one that the measure's state allows; who had which role is not in
/// the trail and is not judged, but nobody reviews what they asked for, nor takes two steps of one request, be it through a substitute.
/// </summary>
internal sealed partial class MeasureLife(Measure? plan, RulesInTime rules, PlanDays days)
{
    private readonly Dictionary<string, Assignment> _assignments = new(StringComparer.Ordinal);
    private Request? _request;
    private (int No, DateOnly Until, Persons By)? _extension;
    private int _extensionsAsked;
    private (Persons By, bool Approved)? _basicallyDone;
    private int _evidence;
    private int _evidenceSinceReopening;
    private int _reopenings;
    private string? _standingCadence;
    private DateTimeOffset? _standingSeen;
    private DateOnly? _deadline;
    private bool _extended;
    private DateOnly? _firstDeadline;
    private DateTimeOffset? _signedOffAt;
    private bool _institution;
    private bool _lapsed;

    /// <summary>What the plan says of the measure; null while it is not part of the plan.</summary>
    public Measure? Planned { get; private set; } = plan;

    /// <summary>How many amendments the measure took over.</summary>
    public int Replannings { get; private set; }

    public Status Status { get; private set; }

    /// <summary>How often the measure was signed off.</summary>
    public int SignOffs { get; private set; }

    private Measure Plan => Planned!;

    private DateOnly Deadline => _deadline ?? Plan.Deadline;

    private Assignment Lead => Of(Plan.LeadUnit);

    /// <summary>Applies one entry; what is wrong with it, or null.</summary>
    /// <param name="entry">The sealed entry.</param>
    /// <param name="at">Its own time.</param>
    /// <param name="previous">Hash of the entry before.</param>
    /// <param name="replanned">What the plan says from this entry on, if the measure takes an amendment over by it.</param>
    public Wrong? Apply(JsonElement entry, DateTimeOffset at, Hash previous, Measure? replanned = null)
    {
        var by = new Persons(entry.Text("by"), entry.TextOrNull("for"));
        var any = false;
        _lapsed = false;
        var former = Planned;
        if (replanned is null && Planned is not { Rescinded: false })
        {
            return Needs(false, "—");
        }

        Planned = replanned ?? Planned;

        // Since when conditions have held is asked before the events change anything.
        var before = MarksIn(rules.PeriodAt(at));
        foreach (var happened in entry.Items("events"))
        {
            any = true;
            if ((replanned is null ? Apply(happened, happened.Text("type"), by, at, previous) : Replan(former, at)) is { } wrong)
            {
                return wrong;
            }
        }

        if (!any || _lapsed || _request?.Steps.Count == rules.Newest.SignOffChain.Length)
        {
            return new("该条留痕的事件不完整。", "The entry's events are not complete.");
        }

        Remark(at, before);
        return null;
    }

    private Wrong? Apply(JsonElement e, string type, Persons by, DateTimeOffset at, Hash previous) => type switch
    {
        "claimed" => Needs(Status == Status.Unclaimed, type) ?? Then(() => Status = Status.InProgress),
        "progressReported" => Report(e, at),
        "assignmentConfirmed" => Confirm(e.Text("unit"), withdraw: false, type),
        "confirmationWithdrawn" => Confirm(e.Text("unit"), withdraw: true, type),
        "signOffRequested" => RequestSignOff(e, by, at, previous),
        "signOffLapsed" => Needs(Status == Status.SignOffRequested, type) ?? Then(() => (_lapsed, _request, Status) = (true, null, Status.InProgress)),
        "signOffWithdrawn" => Needs(Status == Status.SignOffRequested, type) ?? Then(() => (_request, Status) = (null, Status.InProgress)),
        "signOffStepApproved" => Step(e, by, type) ?? Then(() => _request!.Steps.Add(by)),
        "signOffReturned" => Step(e, by, type) ?? Then(() => (_request, Status) = (null, Status.InProgress)),
        "signedOff" => SignOff(e, at, type),
        "extensionRequested" => RequestExtension(e, by, type),
        "extensionApproved" => ReviewExtension(e, by, type, approved: true),
        "extensionReturned" => ReviewExtension(e, by, type, approved: false),
        "basicallyDoneProposed" => Needs(Status == Status.InProgress && _basicallyDone is null, type) ?? Then(() => _basicallyDone = (by, false)),
        "basicallyDoneApproved" =>
            ReviewBasicallyDone(by, type) ?? Then(() => (Status, _basicallyDone) = (Status.BasicallyDone, (_basicallyDone!.Value.By, true))),
        "basicallyDoneReturned" => ReviewBasicallyDone(by, type) ?? Then(() => _basicallyDone = null),
        "reopened" => Needs(Status == Status.SignedOff, type) ?? Then(() => Reopen(e.Date("until"))),
        "standingCheckPassed" => NeedsStanding(type) ?? Then(() => (_standingSeen, _) = (at, Evidence(e.Items("evidence").Count()))),
        "standingCheckFailed" => NeedsStanding(type) ?? Then(() => Reopen(e.Date("until"))),
        "institutionRegistered" => RegisterInstitution(e, type),
        "waitingRequested" or "waitingApproved" or "waitingReturned" or "waitingEnded" => Wait(e, type, by, at),
        _ => new("未知的事件类型：核验程序比导出文件旧。", "An event of a type unknown here: the verifier is older than the export.", null, type),
    };

    /// <summary>A deadline that an amendment moves is the one in force; what was asked for under another plan lapses.</summary>
    private Wrong? Replan(Measure? former, DateTimeOffset at)
    {
        var (moved, gone) = (former is not null && former.Deadline != Plan.Deadline, Plan.Rescinded);
        if (_request is not null && (gone || former?.LeadUnit != Plan.LeadUnit || former?.Target != Plan.Target || former?.TargetOf != Plan.TargetOf
            || !former!.Quantities.SequenceEqual(Plan.Quantities)))
        {
            (_request, Status) = (null, Status.InProgress);
        }

        _extension = gone || moved ? null : _extension;
        _basicallyDone = gone && Status != Status.BasicallyDone ? null : _basicallyDone;
        _firstDeadline = moved ? _firstDeadline ?? former!.Deadline : _firstDeadline;
        (_deadline, _extended) = moved ? (null, false) : (_deadline, _extended);
        if (gone || former?.LeadUnit != Plan.LeadUnit)
        {
            EndWaiting(at);
        }

        Replannings++;
        return null;
    }

    private Wrong? Report(JsonElement e, DateTimeOffset at)
    {
        var (unit, percent, quantity) = (e.Text("unit"), e.Int("percent"), e.DecimalOrNull("quantity"));
        var before = Of(unit);
        var falls = e.Find("correction") is null && (percent < before.Percent || quantity < before.Quantity);
        if (Needs(
            Plan.Involves(unit)
                && (Status is Status.InProgress or Status.BasicallyDone || Status == Status.Unclaimed && unit != Plan.LeadUnit),
            "progressReported") is { } no)
        {
            return no;
        }

        if (percent is < 0 or > 100 || falls)
        {
            return new("进度或数量在没有更正理由时下降，或超出范围。", "Percent or quantity falls without a correction, or is out of range.", before.Percent, percent);
        }

        _lapsed = false;
        (before.Percent, before.Quantity, before.ReportedAt) = (percent, quantity ?? before.Quantity, at);
        before.Confirmed &= percent == 100;
        foreach (var metric in e.Find("metrics") is { } metrics ? metrics.EnumerateObject().ToList() : [])
        {
            before.Metrics[metric.Name] = metric.Value.GetDecimal();
        }

        Evidence(e.Items("evidence").Count());
        if (Status == Status.BasicallyDone)
        {
            (Status, _basicallyDone) = (Status.InProgress, null);
        }

        return null;
    }

    private Wrong? Confirm(string unit, bool withdraw, string type)
    {
        var assignment = Of(unit);
        if (Needs(
            unit != Plan.LeadUnit && Status is Status.InProgress or Status.BasicallyDone && assignment.Confirmed == withdraw
                && (withdraw || assignment.Percent == 100), type) is { } no)
        {
            return no;
        }

        assignment.Confirmed = !withdraw;
        _lapsed = false;
        return null;
    }

    private Wrong? RequestSignOff(JsonElement e, Persons by, DateTimeOffset at, Hash previous)
    {
        var ready = !IsWaitingOpen(at) && Status is Status.InProgress or Status.BasicallyDone && Lead.Percent == 100
            && Plan.Units.All(unit => Of(unit) is { Percent: 100, Confirmed: true })
            && ((Plan.Target is not { } target || Quantity() >= target) && Plan.Quantities.All(IsMet) || !string.IsNullOrWhiteSpace(e.TextOrNull("shortfall")))
            && (Plan.Institution is null || _institution)
            && _evidence > 0 && (_reopenings == 0 || _evidenceSinceReopening > 0)
            && (e.Find("standing") is null || Plan.LongTerm);
        if (Needs(ready, "signOffRequested") is { } no)
        {
            return no;
        }

        var (fingerprint, standing) = (e.Text("fingerprint"), e.Find("standing"));
        var stated = string.Join(
            '\0', previous.ToString(), e.Text("person"), e.Text("act"), e.Text("result"), e.TextOrNull("shortfall"),
            standing?.TextOrNull("cadence") is { } cadence ? char.ToUpperInvariant(cadence[0]) + cadence[1..] : null, standing?.TextOrNull("basis"));
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stated)));
        if (fingerprint != expected)
        {
            return new("销号申请的指纹与其之前的留痕不符。", "The request's fingerprint does not fit the trail before it.", expected, fingerprint);
        }

        _request = new(fingerprint, standing?.GetRawText(), standing?.TextOrNull("cadence"), by, at);
        (Status, _basicallyDone) = (Status.SignOffRequested, null);
        return null;
    }

    /// <summary>A review must name the pending request's fingerprint and the step that is next.</summary>
    private Wrong? Step(JsonElement e, Persons by, string type)
    {
        if (_request is null || _request.Steps.Count >= rules.Newest.SignOffChain.Length)
        {
            return Needs(false, type);
        }

        var (step, fingerprint) = (e.Text("step"), e.Text("fingerprint"));
        return fingerprint != _request.Fingerprint
            ? new("审核的不是待审申请的指纹。", "The review is of another fingerprint than the pending request's.", _request.Fingerprint, fingerprint)
            : step != rules.Newest.SignOffChain[_request.Steps.Count]
                ? new("审核步骤的顺序不对。", "The review is not of the step that was next.", rules.Newest.SignOffChain[_request.Steps.Count], step)
            : by.Shares(_request.By) || _request.Steps.Any(by.Shares)
                    ? new("同一人申请并审核，或审核了两步。", "One person asked and reviewed, or took two steps.", null, by)
            : null;
    }

    private Wrong? SignOff(JsonElement e, DateTimeOffset at, string type)
    {
        if (Needs(_request?.Steps.Count == rules.Newest.SignOffChain.Length && e.Find("standing")?.GetRawText() == _request.Standing, type) is { } no)
        {
            return no;
        }

        (_standingCadence, _standingSeen) = (_request!.Cadence, _request.Standing is null ? null : at);
        (Status, _request, _extension, _signedOffAt) = (Status.SignedOff, null, null, at);
        SignOffs++;
        return null;
    }

    private Wrong? RequestExtension(JsonElement e, Persons by, string type)
    {
        var (no, until) = (e.Int("extension"), e.Date("until"));
        return Needs(Status is Status.InProgress or Status.BasicallyDone && _extension is null && no == _extensionsAsked + 1 && until > Deadline, type)
            ?? Then(() => (_extension, _extensionsAsked) = ((no, until, by), no));
    }

    private Wrong? ReviewExtension(JsonElement e, Persons by, string type, bool approved) =>
        Needs(
            _extension is { } open && open.No == e.Int("extension") && !open.By.Shares(by) && Status != Status.SignedOff
            && (!approved || open.Until == e.Date("until") && open.Until > Deadline),
            type)
        ?? Then(() => (_deadline, _extended, _extension) = (approved ? _extension!.Value.Until : _deadline, approved || _extended, null));

    private Wrong? ReviewBasicallyDone(Persons by, string type) =>
        Needs(_basicallyDone is { Approved: false } proposed && !proposed.By.Shares(by) && Status != Status.SignedOff, type);

    private Wrong? RegisterInstitution(JsonElement e, string type)
    {
        if (Needs(Plan.Institution == e.Text("kind") && !_institution && Status is not (Status.Unclaimed or Status.SignedOff), type) is { } no)
        {
            return no;
        }

        _institution = true;
        Evidence(e.Find("evidence") is null ? 0 : 1);
        return null;
    }

    private void Reopen(DateOnly until)
    {
        (Status, _deadline, _extended, _signedOffAt) = (Status.InProgress, until, false, null);
        (_evidenceSinceReopening, _standingCadence, _standingSeen) = (0, null, null);
        _reopenings++;
    }

    private int Evidence(int pieces)
    {
        _evidence += pieces;
        return _evidenceSinceReopening += pieces;
    }

    /// <summary>A further quantity of the plan: somebody reported it, and all together are what was to be reached.</summary>
    private bool IsMet(PlannedQuantity planned)
    {
        var reported = _assignments.Values.SelectMany(assignment => assignment.Metrics).Where(metric => metric.Key == planned.Name).ToList();
        var sum = reported.Sum(metric => metric.Value);
        return planned.Target is not { } target || (reported.Count > 0 && (planned.Bound == "atMost" ? sum <= target : sum >= target));
    }

    private decimal Quantity() => _assignments.Values.Sum(assignment => assignment.Quantity ?? 0m);

    private Assignment Of(string unit) => _assignments.TryGetValue(unit, out var assignment) ? assignment : _assignments[unit] = new();

    private Wrong? NeedsStanding(string type) => Needs(Status == Status.SignedOff && _standingSeen is not null, type);

    private Wrong? Needs(bool holds, string type) => holds ? null
        : new("措施当时的状态不允许该事件。", "The measure's state does not allow the event.", Status, type);

    private static Wrong? Then(Action change)
    {
        change();
        return null;
    }

    private sealed record Request(string Fingerprint, string? Standing, string? Cadence, Persons By, DateTimeOffset At)
    {
        public List<Persons> Steps { get; } = [];
    }

    private sealed class Assignment
    {
        public int Percent { get; set; }

        public decimal? Quantity { get; set; }

        public bool Confirmed { get; set; }

        public DateTimeOffset? ReportedAt { get; set; }

        public Dictionary<string, decimal> Metrics { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>Who did something, and for whom where a substitute did it: both stand behind it.</summary>
internal readonly record struct Persons(string By, string? For)
{
    public bool Shares(Persons other) => By == other.By || By == other.For || (For is not null && (For == other.By || For == other.For));

    public override string ToString() => For is null ? By : $"{By} / {For}";
}

internal enum Status
{
    Unclaimed = 0,
    InProgress = 1,
    SignOffRequested = 2,
    BasicallyDone = 3,
    SignedOff = 4,
}
