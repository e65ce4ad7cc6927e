using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Pages.Support;

/// <summary>A plan, a measure and people to show.</summary>
internal static class Samples
{
    public const string Lead = "u-lead";
    public const string Supporting = "u-support";
    public const string Leader = "leader-1";

    public static readonly PlanFrame Frame = new()
    {
        Plan = "p",
        Title = "方案",
        RosterVersion = 1,
        TimeZone = "Asia/Shanghai",
        FeedbackDate = new(2026, 3, 1),
        Public = false,
        Rules = new(),
        Regions = [new() { Id = "city", Name = "市" }],
        Units = [new() { Id = Lead, Name = "牵头处", Kind = UnitKind.Department, Parent = "city" },
            new() { Id = Supporting, Name = "配合县", Kind = UnitKind.County, Parent = "city" }],
        Leaders = [new() { Id = Leader, Title = "分管副部长" }],
        Categories = [],
        ProblemCount = 1,
        MeasureCount = 1,
        HistoryGeneration = 0,
    };

    public static readonly MeasureView Measure = new()
    {
        Plan = "p",
        No = 7,
        Problem = 3,
        Text = "开展专项整治",
        Status = MeasureStatus.InProgress,
        Version = 2,
        Percent = 40,
        Leader = Leader,
        LeadUnit = Lead,
        Assignments = [Part(Lead, lead: true), Part(Supporting, lead: false)],
        Start = new(2026, 3, 1),
        FirstDeadline = new(2026, 6, 30),
        Deadline = new(2026, 6, 30),
        Overdue = false,
        Light = Light.None,
        LongTerm = false,
        EvidenceCount = 0,
        Reopened = 0,
        ExtensionsGranted = 0,
    };

    public static Actor Somebody(Roles roles, string[]? units = null, string[]? leaders = null, string account = "somebody") =>
        new() { Account = account, Roles = roles, Units = units ?? [], Leaders = leaders ?? [] };

    /// <summary>The measure while its sign-off waits for <paramref name="next"/>.</summary>
    public static MeasureView Requested(ReviewStep next, params StepView[] steps) => Measure with
    {
        Status = MeasureStatus.SignOffRequested,
        SignOff = new()
        {
            Fingerprint = "f",
            RequestedBy = "reporter",
            RequestedAt = DateTimeOffset.UnixEpoch,
            Person = "甲",
            Act = "乙",
            Result = "丙",
            Steps = steps,
            NextStep = next,
        },
    };

    private static AssignmentView Part(string unit, bool lead) =>
        new() { Unit = unit, Lead = lead, Percent = lead ? 40 : 10, Confirmed = false, Done = false, Reports = 1 };
}
