using Rectification.Plans;

namespace Rectification.Gateway.Drafts;

/// <summary>What is done about one problem's part, as it crosses HTTP.</summary>
internal interface IDraftAct
{
    Task<DraftOutcome> Put(IPlanDraftGrain draft, int problem, PlanSource source);
}

/// <summary>Measures as they are to be; what a line does not state stays as it is, and the number 0 stands for the next one that is free.</summary>
[Needs(Roles.Reporter | Roles.Reviewer | Roles.Ops)]
internal sealed record ChangeDraft : IDraftAct
{
    public IReadOnlyList<MeasurePatch>? Measures { get; init; }

    /// <summary>Numbers of the measures that go.</summary>
    public IReadOnlyList<int>? Remove { get; init; }

    /// <summary>Of the part that was seen; one that changed meanwhile is left alone.</summary>
    public string? Fingerprint { get; init; }

    public Task<DraftOutcome> Put(IPlanDraftGrain draft, int problem, PlanSource source) =>
        draft.Change(new() { Problem = problem, Measures = Measures ?? [], Remove = Remove ?? [], Seen = Fingerprint }, source);
}

[Needs(Roles.Reporter | Roles.Leader | Roles.Reviewer | Roles.Ops)]
internal sealed record CommentDraft : IDraftAct
{
    public string? Text { get; init; }

    public Task<DraftOutcome> Put(IPlanDraftGrain draft, int problem, PlanSource source) => draft.Comment(problem, Text ?? "", source);
}

[Needs(Roles.Reviewer | Roles.Leader)]
internal sealed record ApproveDraft : IDraftAct
{
    /// <summary>Of the part that was seen.</summary>
    public string? Fingerprint { get; init; }

    public Task<DraftOutcome> Put(IPlanDraftGrain draft, int problem, PlanSource source) =>
        draft.Review(new() { Problem = problem, Decision = Decision.Approve, Fingerprint = Fingerprint }, source);
}

[Needs(Roles.Reviewer | Roles.Leader)]
internal sealed record ReturnDraft : IDraftAct
{
    public string? Reason { get; init; }

    public Task<DraftOutcome> Put(IPlanDraftGrain draft, int problem, PlanSource source) =>
        draft.Review(new() { Problem = problem, Decision = Decision.Return, Reason = Reason }, source);
}

/// <summary>What POST /plans/{plan}/draft/put-in-force takes.</summary>
[Needs(Roles.Reviewer | Roles.Ops)]
internal sealed record PutDraftInForce
{
    /// <summary>批准文件.</summary>
    public string? Document { get; init; }
}

/// <summary>A draft in the list of them, as far as the reader sees it.</summary>
internal sealed record DraftLine
{
    public required string Plan { get; init; }
    public required string Title { get; init; }
    public required int Problems { get; init; }
    public required int Approved { get; init; }
}
