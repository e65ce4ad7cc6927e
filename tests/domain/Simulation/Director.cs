using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>Turns chance into a plausible next command, so that stories get as far as reopening and on.</summary>
internal static class Director
{
    private static readonly EvidenceReference Photo = new() { Sha256 = new('a', 64) };

    public static MeasureCommand Command(OracleMeasure measure, Move move, DateOnly today) => move.What switch
    {
        < 50 => Advance(measure, move, today),
        < 60 => Report(measure, move),
        < 66 => Wait(measure, move, today),
        < 68 => new ClaimMeasure { Unit = AnyUnit(measure, move) },
        < 74 => new ConfirmAssignment { Unit = AnyUnit(measure, move), Withdraw = move.Amount < 60 },
        < 76 => SignOff(move),
        < 78 => new WithdrawSignOff(),
        < 82 => Review(measure, move),
        < 86 => new RequestExtension { Until = Near(measure.Deadline(), today, move), Reason = "等候批复" },
        < 90 => new ReviewExtension
        {
            Extension = (measure.OpenExtension()?.Number ?? 1) + (move.Amount < 90 ? 0 : 1),
            Decision = Decide(move),
            Reason = Reason(move),
        },
        < 93 => new ProposeBasicallyDone { ExpectedBy = today.AddDays(move.Amount - 10), Reason = "等候验收" },
        < 96 => new ReviewBasicallyDone { Decision = Decide(move), Reason = Reason(move) },
        < 97 => new ReopenMeasure { Until = today.AddDays(move.Amount - 10), Reason = "回头看发现反弹" },
        < 98 => StandingCheck(move, today.AddDays(move.Amount - 10)),
        _ => Institution(measure, move, today),
    };

    /// <summary>Whatever stands between the measure and its next status.</summary>
    private static MeasureCommand Advance(OracleMeasure measure, Move move, DateOnly today)
    {
        var definition = measure.Plan.Definition;
        return measure.Status() switch
        {
            MeasureStatus.Unclaimed when move.Amount < 40 => new ClaimMeasure { Unit = definition.LeadUnit },
            MeasureStatus.SignOffRequested => Review(measure, move),
            MeasureStatus.SignedOff when measure.Standing() is not null && move.Which < 70 => StandingCheck(move, today.AddDays(move.Amount)),
            MeasureStatus.SignedOff => new ReopenMeasure { Until = today.AddDays(move.Amount), Reason = "回头看发现反弹" },
            _ when definition.AllUnits().FirstOrDefault(unit => measure.Percent(unit) < 100) is { } unfinished => Finish(measure, unfinished, move),
            _ when definition.Units.FirstOrDefault(unit => !measure.IsConfirmed(unit)) is { } waiting => new ConfirmAssignment { Unit = waiting },
            _ when definition.Institution is not null && measure.Institution() is null => Institution(measure, move, today),
            _ when measure.EvidenceSinceReopening() == 0 => Finish(measure, definition.LeadUnit, move),
            _ => SignOff(move),
        };
    }

    private static ReportProgress Finish(OracleMeasure measure, string unit, Move move) => new()
    {
        Unit = unit,
        Percent = 100,
        Quantity = measure.Plan.Definition.Target is { } target && move.Amount % 3 > 0 ? Math.Max(target.Value, measure.Quantity(unit) ?? 0) : null,
        Evidence = move.Amount % 4 > 0 ? [Photo] : [],
        Metrics = Metrics(move),
    };

    /// <summary>Often none; else around the lines that rules draw, at the bounds, and now and then many at once.</summary>
    private static Dictionary<string, decimal>? Metrics(Move move)
    {
        decimal[] values = [-5, 0, 0.4m, 9.999999m, 10, 33.3m, 50, 79.999m, 99.5m, 120, -1_000_000_000_000, 1_000_000_000_000];
        var value = values[move.Jump % values.Length];
        return (move.Stretch % 7) switch
        {
            0 or 1 => new() { [Worlds.Budget] = value },
            2 => new() { [Worlds.Budget] = value, [Worlds.Savings] = values[move.Who % values.Length] },
            3 => Enumerable.Range(move.Which % 5 * 18, 18).ToDictionary(i => $"m-{i}", _ => value),
            _ => null,
        };
    }

    private static ReportProgress Report(OracleMeasure measure, Move move)
    {
        var unit = AnyUnit(measure, move);
        var target = measure.Plan.Definition.Target?.Value;
        return new()
        {
            Unit = unit,
            Percent = move.Amount < 40 ? Math.Min(100, measure.Percent(unit) + move.Amount) : move.Amount,
            Quantity = target is null || move.Stretch % 3 == 0 ? null : Math.Round(target.Value * move.Amount / 100, 6),
            Note = "进展",
            Evidence = move.Stretch % 2 == 0 ? [Photo, Photo] : [],
            Correction = move.Who % 2 == 0 ? "重新统计" : null,
            Metrics = Metrics(move),
        };
    }

    private static RequestSignOff SignOff(Move move) => new()
    {
        Person = "处长",
        Act = "建立台账",
        Result = "全部完成",
        Shortfall = move.Amount % 2 == 0 ? "两户已搬迁" : move.Amount % 3 == 0 ? " " : null,
        Standing = move.Who % 5 != 0 ? null : new() { Basis = "制度规定", Cadence = move.Amount % 2 == 0 ? Cadence.Yearly : null },
    };

    private static ReviewSignOff Review(OracleMeasure measure, Move move) => new()
    {
        Decision = move.Amount < 88 ? Decision.Approve : Decision.Return,
        Reason = Reason(move),
        Fingerprint = move.Stretch < 96 ? measure.PendingRequest()?.Fingerprint ?? "" : move.Stretch == 96 ? "" : "what was there before",
    };

    private static RecordStandingCheck StandingCheck(Move move, DateOnly until) => new()
    {
        Passed = move.Stretch % 3 > 0,
        Note = "现场复查",
        Until = move.Stretch % 5 == 0 ? null : until,
        Evidence = move.Stretch % 2 == 0 ? [Photo] : [],
    };

    /// <summary>Mostly what comes next; so short now and then that it ends by itself, or is over before it is approved.</summary>
    private static MeasureCommand Wait(OracleMeasure measure, Move move, DateOnly today) => (measure.LastWaiting(), move.Stretch % 5) switch
    {
        ({ Approved: null }, < 4) or (null, 4) =>
            new ReviewWaiting { Decision = move.Amount % 8 == 0 ? Decision.Return : Decision.Approve, Reason = Reason(move) },
        ({ Approved: not null }, < 2) => new EndWaiting { Reason = move.Amount % 2 == 0 ? "已批复" : null },
        _ => new RequestWaiting
        {
            With = "省厅",
            Since = today.AddDays(3 - move.Amount % 20),
            Sent = "关于核定的请示",
            Until = today.AddDays(move.Amount % 50 - 1),
            Evidence = move.Who % 2 == 0 ? [Photo] : [],
        },
    };

    private static RegisterInstitution Institution(OracleMeasure measure, Move move, DateOnly today) => new()
    {
        Title = "办法",
        Number = "〔2024〕1号",
        IssuedBy = "市委",
        Date = today.AddDays(move.Amount % 10 == 0 ? 1 : -(move.Amount % 3)),
        Kind = move.Amount < 80 ? measure.Plan.Definition.Institution?.Kind ?? InstitutionKind.New : InstitutionKind.Revised,
        Evidence = Photo,
    };

    private static DateOnly Near(DateOnly deadline, DateOnly today, Move move) => move.Amount % 5 == 0 ? today.AddDays(move.Amount)
        : deadline.AddDays(move.Amount - 3);

    private static Decision Decide(Move move) => move.Amount % 4 == 0 ? Decision.Return : Decision.Approve;

    private static string? Reason(Move move) => move.Amount % 25 == 24 ? null : "证据不全";

    private static string AnyUnit(OracleMeasure measure, Move move) =>
        move.Which >= 97 ? "elsewhere" : measure.Plan.Definition.AllUnits().ElementAt(move.Which % (measure.Plan.Definition.Units.Count + 1));
}
