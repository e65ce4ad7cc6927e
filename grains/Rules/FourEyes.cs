namespace Rectification.Rules;

/// <summary>
/// 四眼原则, the one rule for everything that people review: whoever decides is on no other side of it, neither as a person nor by a unit.
/// A substitute stands for two persons, so neither of them may be on the other side, and the units of both count. Whoever has left a unit
/// since the review was asked for was of it when it was asked for.
/// </summary>
public static class FourEyes
{
    /// <summary>Why the reviewer may not decide, the first reason in the order of <see cref="FourEyesRefusals"/>; none if he may.</summary>
    public static Refusal? Breach(Actor reviewer, Reviewed reviewed, FourEyesRefusals say) =>
        reviewed.AskedBy.Any(reviewer.IsBehind) ? say.IsAsker
        : reviewer.BelongsTo(reviewed.LeadUnit) ? say.IsOfLeadUnit
        : reviewed.OtherUnits.Any(reviewer.BelongsTo) ? say.IsOfOtherUnit
        : reviewed.AskedAt is { } since && FormerTie(reviewer, reviewed, since, say) is { } was ? was
        : reviewed.Reviewers.Any(reviewer.IsBehind) ? say.IsReviewer
        : null;

    private static Refusal? FormerTie(Actor reviewer, Reviewed reviewed, DateTimeOffset since, FourEyesRefusals say) =>
        reviewer.BelongedTo(reviewed.LeadUnit, since) ? say.WasOfLeadUnit
        : reviewed.OtherUnits.Any(unit => reviewer.BelongedTo(unit, since)) ? say.WasOfOtherUnit
        : null;

    private static bool IsBehind(this Actor reviewer, Party party) => reviewer.SharesAPersonWith(party.Account, party.OnBehalfOf);
}

/// <summary>What is reviewed, as far as four eyes look at it.</summary>
/// <param name="LeadUnit">The unit whose work it is.</param>
/// <param name="OtherUnits">Units that have a part in it.</param>
public readonly record struct Reviewed(string LeadUnit, IEnumerable<string> OtherUnits)
{
    /// <summary>Who asked for the review; nobody where the office looks by itself.</summary>
    public IReadOnlyList<Party> AskedBy { get; init; } = [];

    /// <summary>When it was asked for; without it only the units of now count.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Who took an earlier step of this review: one person never takes two.</summary>
    public IEnumerable<Party> Reviewers { get; init; } = [];
}

/// <summary>Who did something, and for whom as a substitute.</summary>
public readonly record struct Party(string Account, string? OnBehalfOf);

/// <summary>The words of one kind of thing for each breach of the rule, in order of precedence.</summary>
public sealed record FourEyesRefusals
{
    public required Refusal IsAsker { get; init; }
    public required Refusal IsOfLeadUnit { get; init; }
    public required Refusal IsOfOtherUnit { get; init; }
    public required Refusal WasOfLeadUnit { get; init; }
    public required Refusal WasOfOtherUnit { get; init; }
    public required Refusal IsReviewer { get; init; }
}
