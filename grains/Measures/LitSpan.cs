using Rectification.Plans;

namespace Rectification.Measures;

/// <summary>A rule that lights a measure if nothing is reported.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Since">From when, under these rules of the plan or the same rule among former ones.</param>
/// <param name="From">From when under these rules.</param>
/// <param name="Until">The first instant at which these rules are not in force any more; null for the newest.</param>
public readonly record struct LitSpan(LightRule Rule, DateTimeOffset Since, DateTimeOffset From, DateTimeOffset? Until)
{
    public bool At(DateTimeOffset now) => From <= now && !(Until <= now);
}
