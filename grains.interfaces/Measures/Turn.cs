using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>轮到谁：who has to act next on a measure that is not done.</summary>
/// <param name="Of">What sort of party.</param>
/// <param name="Step">The step of the chain, where it is a reviewer's.</param>
/// <param name="With">The outside authority, as the unit named it.</param>
/// <param name="Since">Since when, where that is known.</param>
public sealed record Turn(TurnOf Of, ReviewStep? Step = null, string? With = null, DateTimeOffset? Since = null);

/// <summary>Whose turn it is.</summary>
public enum TurnOf
{
    /// <summary>牵头单位.</summary>
    Unit = 1,

    /// <summary>审核方：a step of the sign-off chain, or the office with an application.</summary>
    Reviewer = 2,

    /// <summary>外部单位.</summary>
    Outside = 3,
}
