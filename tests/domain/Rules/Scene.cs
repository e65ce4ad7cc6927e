using System.Globalization;
using Rectification.Measures;
using Rectification.Plans;
using Rectification.Tests.Simulation;

namespace Rectification.Tests.Rules;

/// <summary>One measure for an example: two units, a target, a promised institution; everybody is called by what they are.</summary>
internal sealed class Scene
{
    public const string Supporting = "support-1";

    public static readonly Actor LeadReporter = Cast.Reporter(Worlds.Lead);
    public static readonly Actor SupportingReporter = Cast.Reporter(Supporting);
    public static readonly Actor Stranger = Cast.Reporter("elsewhere");
    public static readonly Actor Leader = Cast.LeaderFor(Worlds.Leader);
    public static readonly Actor Reviewer = Cast.Reviewer();

    public static readonly MeasureDefinition Plain = new()
    {
        No = 12,
        Problem = 3,
        Text = "完善资产监管制度",
        LeadUnit = Worlds.Lead,
        Units = [Supporting],
        Leader = Worlds.Leader,
        Start = new(2024, 10, 20),
        Deadline = new(2024, 12, 28),
        Target = new() { Value = 40, Unit = "户" },
        Institution = new() { Kind = InstitutionKind.New, Title = "监管办法" },
    };

    private readonly ISet<string> _heard;

    public Scene(MeasureDefinition definition, PlanRules rules, ISet<string> heard)
    {
        _heard = heard;
        Context = new(definition, rules, PlanCalendar.Of("Asia/Shanghai"), "leader-b");
        Now = Context.Calendar.StartOf(definition.Start).AddHours(9);
    }

    public MeasureContext Context { get; private set; }

    public MeasureState State { get; private set; } = MeasureState.Initial;

    public DateTimeOffset Now { get; set; }

    public DateOnly Today => Context.Calendar.DayOf(Now);

    public MeasureView View => MeasureProjection.View("plan", Context, State, Now);

    public string Fingerprint => State.Request!.Stated.Fingerprint;

    public Scene Accepted(Actor actor, MeasureCommand command, bool historical = false)
    {
        var verdict = MeasureDecider.Decide(Context, State, command, actor, Now, historical);
        Assert.Null(verdict.Refusal);
        State = MeasureEvolution.Apply(Context, State, verdict.Events, actor.Account, Now, actor.OnBehalfOf);
        State = State with { TrailHash = State.Version.ToString("x64", CultureInfo.InvariantCulture) };
        return this;
    }

    public Scene Refused(Refusal refusal, Actor actor, MeasureCommand command, bool historical = false)
    {
        Assert.Equal(refusal.Code, Ask(actor, command, historical)?.Code);
        _heard.Add(refusal.Code);
        return this;
    }

    /// <summary>What the rules would say; nothing happens.</summary>
    public Refusal? Ask(Actor actor, MeasureCommand command, bool historical = false) =>
        MeasureDecider.Decide(Context, State, command, actor, Now, historical).Refusal;

    public Scene At(DateTimeOffset instant)
    {
        Now = instant;
        return this;
    }

    /// <summary>From here on under other rules.</summary>
    public Scene Under(PlanRules rules)
    {
        Context = Context with { Rules = rules };
        return this;
    }

    /// <summary>From here on not to be carried out any more.</summary>
    public Scene Rescinded()
    {
        Context = Context with { Definition = Context.Definition with { Rescinded = new() { Authority = "领导小组", Reason = "机构改革" } } };
        return this;
    }

    public Scene OnDay(DateOnly day) => At(Context.Calendar.StartOf(day).AddHours(9));

    public Scene Claimed() => Accepted(LeadReporter, Say.Claim);

    /// <summary>Everything reported; what else a sign-off needs is done unless left out.</summary>
    public Scene Complete(bool confirmed = true, bool registered = true, bool evidence = true)
    {
        Accepted(LeadReporter, Say.Report with { Percent = 100, Quantity = 40, Evidence = evidence ? [Say.Photo] : [] });
        Accepted(SupportingReporter, Say.Report with { Unit = Supporting, Percent = 100 });
        if (confirmed)
        {
            Accepted(LeadReporter, Say.Confirm);
        }

        return registered && Context.Definition.Institution is not null ? Accepted(LeadReporter, Say.Register(this)) : this;
    }

    public Scene Requested() => Complete().Accepted(LeadReporter, Say.Request);

    public Scene Approved(Actor reviewer) => Accepted(reviewer, Say.Approve(this));

    public Scene SignedOff() => Requested().Approved(Leader).Approved(Reviewer);

    public Scene Reopened() => SignedOff().Accepted(Reviewer, Say.Reopen(this));

    public Scene BasicallyDone() => Accepted(LeadReporter, Say.Propose(this)).Accepted(Reviewer, Say.ApproveProposal);
}
