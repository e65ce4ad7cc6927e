using System.Globalization;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Problems;

/// <summary>What people should hear of a problem. Pure.</summary>
internal static class ProblemNotifications
{
    /// <summary>The newest sign-off of the row.</summary>
    public static Notification SignedOff(PlanFrame frame, ProblemDefinition problem, ProblemRow row)
    {
        var signed = row.SignOff!;
        var title = Quotation.Of(Sentences.Cut(problem.Title, Sentences.MaxText));
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"problem.{problem.No}.{row.Version}"),
            Kind = NotificationKind.ProblemSignedOff,
            At = signed.At,
            Problem = problem.No,
            Unit = problem.LeadUnit,
            Audience = [Audience.Office, Audience.Unit(problem.LeadUnit)],
            Zh = string.Create(
                CultureInfo.InvariantCulture,
                $"第 {problem.No} 号反馈问题{title}（牵头单位：{Sentences.UnitName(frame, problem.LeadUnit)}）已由{Sentences.LeaderTitle(frame, problem.Leader)}销号。"),
            En = string.Create(CultureInfo.InvariantCulture, $"Problem {problem.No} (lead unit {Sentences.UnitName(frame, problem.LeadUnit)}): signed off."),
        };
    }
}
