using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Oracle;

namespace Rectification.Tests.Simulation;

/// <summary>Who may send a command, and who should not.</summary>
internal static class Cast
{
    private const Roles Everything = Roles.Reporter | Roles.Reviewer | Roles.Leader;

    public static Actor Reporter(string unit, int number = 1) => new() { Account = $"{unit}-{number}", Roles = Roles.Reporter, Units = [unit] };

    public static Actor Reviewer(int number = 1) => new() { Account = $"office-{number}", Roles = Roles.Reviewer, Units = ["office"] };

    public static Actor LeaderFor(string? leader, int number = 1) =>
        new() { Account = $"{leader}-{number}", Roles = Roles.Leader, Leaders = leader is null ? [] : [leader] };

    /// <summary>Somebody whom the rule book lets do it.</summary>
    public static Actor Right(OracleMeasure measure, MeasureCommand command, int number = 1) => command switch
    {
        ClaimMeasure => Reporter(measure.Plan.Definition.LeadUnit, number),
        ReportProgress c => Reporter(c.Unit, number),
        ReviewSignOff => StepTaker(measure, number),
        EndWaiting when number == 2 => Reviewer(number),
        ReviewExtension or ReviewBasicallyDone or ReviewWaiting or ReopenMeasure or RecordStandingCheck => Reviewer(number),
        _ => Reporter(measure.Plan.Definition.LeadUnit, number),
    };

    /// <summary>Somebody who is, most of the time, the wrong one; or the same person in another role.</summary>
    public static Actor Odd(OracleMeasure measure, MeasureCommand command, Move move)
    {
        var right = Right(measure, command);
        var lead = measure.Plan.Definition.LeadUnit;
        var supporting = measure.Plan.Definition.Units is [var first, ..] ? first : lead;
        var asked = measure.PendingRequest() ?? measure.OpenExtension()?.Asked ?? measure.Proposal()?.Proposed ?? measure.LastWaiting()?.Asked;
        var left = (asked?.At ?? DateTimeOffset.UnixEpoch).AddTicks((move.Amount % 3) - 1);
        return ((move.Who * 7 + move.Which) % 19) switch
        {
            0 => right with { Roles = Roles.None },
            1 => right with { Roles = Roles.Auditor | Roles.Ops },
            2 => right with { Units = [], Leaders = [] },
            3 => right with { Units = [lead], Leaders = [measure.Plan.Definition.Leader] },
            4 => right with { Units = ["elsewhere", supporting] },
            5 => right with { Roles = Everything, Units = [lead, supporting], Leaders = [measure.Plan.Definition.Leader] },
            6 => right with { Account = measure.PendingRequest()?.Account ?? right.Account },
            7 => right with { Account = measure.OpenExtension()?.Asked.Account ?? measure.Proposal()?.Proposed.Account ?? right.Account },
            8 => right with { Account = measure.StepsTaken() is [.., var last] ? last.Account : right.Account },
            9 => right with { Account = "everybody", Roles = Everything, Units = [], Leaders = [measure.Plan.Definition.Leader, measure.Plan.Principal ?? ""] },
            10 => right with { Account = "everybody", Roles = Everything, Units = [lead] },
            11 => right with { OnBehalfOf = asked?.Account ?? right.Account },
            12 => right with { Account = asked?.Person ?? "deputy", OnBehalfOf = right.Account },
            13 => right with { Account = "deputy", OnBehalfOf = measure.StepsTaken() is [.., var step] ? step.Account : right.Account },
            14 => right with { Account = "deputy", OnBehalfOf = right.Account, OwnUnits = [move.Pick(lead, supporting)] },
            15 => right with { FormerUnits = [new() { Unit = "elsewhere", Until = left.AddDays(1) }, new() { Unit = lead, Until = left }] },
            16 => right with { FormerUnits = [new() { Unit = supporting, Until = left }] },
            17 => right with { Account = "deputy", OnBehalfOf = right.Account },
            _ => Reporter("elsewhere"),
        };
    }

    private static Actor StepTaker(OracleMeasure measure, int number)
    {
        var chain = measure.Plan.Rules.SignOffChain;
        var taken = measure.StepsTaken().Count;
        var step = measure.PendingRequest() is null ? chain[0] : chain[taken];

        // A chain may name the same step twice; then it takes two people.
        return step switch
        {
            ReviewStep.Leader => LeaderFor(measure.Plan.Definition.Leader, number + taken),
            ReviewStep.Principal => LeaderFor(measure.Plan.Principal, number + taken),
            _ => Reviewer(number + taken),
        };
    }
}
