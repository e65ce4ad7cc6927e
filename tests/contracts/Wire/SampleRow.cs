using Rectification.Chains;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Contracts.Wire;

/// <summary>The row whose stored bytes are kept as a file.</summary>
internal static class SampleRow
{
    private static readonly DateTimeOffset At = new(2024, 7, 8, 9, 30, 0, TimeSpan.FromHours(8));

    public static MeasureRow Make() => new()
    {
        SealedPages = 3,
        OpenPage = new() { FirstVersion = 40, PreviousHash = TrailPage.NoHash, Lines = "{\"v\":40}\n"u8.ToArray() },
        State = new()
        {
            Version = 40,
            Status = MeasureStatus.SignOffRequested,
            Assignments = [new() { Unit = "wz-theory", Percent = 100, Quantity = 27.5m, Confirmed = true, Reports = 27, ReportedAt = At }],
            Deadline = new DateOnly(2024, 10, 11),
            LightMarks = [null, At],
            Request = new()
            {
                Stated = new()
                {
                    Person = "张三",
                    Act = "已办",
                    Result = "有效",
                    Fingerprint = TrailPage.NoHash,
                    Standing = new() { Basis = "制度", Cadence = Cadence.Quarterly },
                },
                By = "wz-theory",
                At = At,
            },
            SignOffs = 1,
            Reopenings = 1,
            EvidenceCount = 12,
            EvidenceSinceReopening = 2,
            Extension = new() { Id = 1, Until = new DateOnly(2024, 11, 1), Reason = "需要", RequestedBy = "wz-theory", RequestedAt = At },
            ExtensionsAsked = 1,
            Institution = new()
            {
                Kind = InstitutionKind.New,
                Title = "办法",
                Registered = true,
                Number = "1",
                Date = new DateOnly(2024, 6, 1),
                IssuedBy = "部办公室",
            },
            LastAt = At,
            HasLiveCommands = true,
            TrailHash = TrailPage.NoHash,
        },
    };

    /// <summary>With what later builds added: every member of the state is set in one of the two.</summary>
    public static MeasureRow MakeStanding() => Make() with
    {
        State = Make().State with
        {
            Status = MeasureStatus.SignedOff,
            SignedOffAt = At,
            Standing = new() { Basis = "制度", Cadence = Cadence.Quarterly },
            Assignments = [Make().State.Assignments[0] with { Metrics = [new("budgetExecution", 8.5m), new("savings", -1_000_000_000_000m)] }],
            LastCheckAt = At.AddDays(90),
            Institution = Make().State.Institution! with { Evidence = new() { Sha256 = TrailPage.NoHash } },
        },
    };
}
