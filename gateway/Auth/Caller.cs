using Rectification.Measures;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Signals;

namespace Rectification.Gateway.Auth;

/// <summary>Who asks, and what he may see.</summary>
internal sealed class Caller(Actor actor)
{
    private const Roles Overseeing = Roles.Leader | Roles.Reviewer | Roles.Auditor | Roles.Ops;

    public Actor Actor { get; } = actor;

    /// <summary>Whose inbox is read: a substitute's is that of the person acted for.</summary>
    public string Inbox => Actor.OnBehalfOf ?? Actor.Account;

    /// <summary>Whether a browser's cookie proved it, which the browser sends along from any page.</summary>
    public bool ByCookie { get; init; }

    /// <summary>Whether nothing is allowed yet but to change a one-time password.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>For endpoints whose policy needs an account.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => new(context.Caller());

    /// <summary>Who is signed in at a browser.</summary>
    public static Caller OfSession(Actor actor, bool mustChangePassword) => new(actor) { ByCookie = true, MustChangePassword = mustChangePassword };

    /// <summary>
    /// Whether the account reads whole plans: it oversees, and is not bound to units. A reviewer's units only say where it belongs, and so
    /// what it may not review; the rectification office has to see all the rest.
    /// </summary>
    public bool SeesAll { get; } = actor.Is(Roles.Reviewer) || ((actor.Roles & Overseeing) != 0 && actor.Units.Count == 0);

    /// <summary>Whether the account watches over others' work: it sees what was denied, and has the plan sealed.</summary>
    public bool Oversees { get; } = (actor.Roles & (Roles.Reviewer | Roles.Auditor | Roles.Ops)) != 0;

    /// <summary>Whether the account runs the product: plans, accounts, webhooks, backups are of all units, so it is not bound to any.</summary>
    public bool IsOps { get; } = actor.Is(Roles.Ops) && actor.Units.Count == 0;

    public bool Reads => Actor.ReadsPlans;

    /// <summary>Units whose measures are seen; <see langword="null"/>: all.</summary>
    public IReadOnlyList<string>? VisibleUnits => SeesAll ? null : Actor.Units;

    /// <summary>What it may see, as grains are told that choose among measures themselves.</summary>
    public ReaderScope Scope() => new() { Units = VisibleUnits, Leaders = Actor.Leaders };

    public bool Sees(MeasureView measure) =>
        SeesAll || Actor.ActsForLeader(measure.Leader) || measure.Assignments.Any(assignment => Actor.ActsForUnit(assignment.Unit));

    public bool Sees(DraftPartView part) =>
        SeesAll || Actor.ActsForLeader(part.Problem.Leader) || Actor.ActsForUnit(part.Problem.LeadUnit)
        || part.Measures.Any(measure => measure.AllUnits().Any(Actor.ActsForUnit));

    public bool Leads(ProblemView problem) => SeesAll || Actor.ActsForLeader(problem.Leader) || Actor.ActsForUnit(problem.LeadUnit);

    public bool Sees(AmendmentView amendment) => SeesAll || amendment.Units.Any(Actor.ActsForUnit);

    public bool SeesUnit(string unit) => SeesAll || Actor.ActsForUnit(unit);
}
