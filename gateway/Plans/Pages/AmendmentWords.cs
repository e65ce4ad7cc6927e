using Rectification.Gateway.Shell;
using Rectification.Plans;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>Amendments in words.</summary>
internal static class AmendmentWords
{
    public static string Title(Bilingual say, AmendmentView amendment) => say[$"方案调整第 {amendment.No} 项", $"Amendment {amendment.No}"];

    /// <summary>A class of the style sheet.</summary>
    public static string Style(AmendmentStatus status) => status switch
    {
        AmendmentStatus.Proposed => "yellow",
        AmendmentStatus.Returned => "red",
        _ => "good",
    };

    /// <summary>Whether an account proposes amendments, as the plan's rules say it.</summary>
    public static bool MayPropose(Actor actor) => actor.Is(Roles.Reviewer) || actor.Is(Roles.Ops);
}
