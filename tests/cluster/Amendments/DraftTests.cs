using System.Text.Json;
using Rectification.Chains;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Queries;
using Rectification.Trails;

namespace Rectification.Tests.Cluster.Amendments;

/// <summary>A plan before it is in force. Of the draft's two problems the first is led by c2, the second by c3.</summary>
public sealed class DraftTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly Actor Second = new() { Account = "the-other-office", Roles = Roles.Reviewer, Units = ["office"] };

    [Fact]
    public async Task A_draft_counts_for_nothing_until_every_part_is_approved_and_is_then_the_baseline_for_ever()
    {
        await using var town = await Town.Open(at: Noon);
        var whole = Documents.City("drafted", measures: 4);
        var draft = town.Grains.GetGrain<IPlanDraftGrain>("drafted");
        Assert.Equal("draft.not-office", Code(await draft.Bring(whole, town.Source(People.Of("c2"))).InTime()));
        Accepted(await draft.Bring(whole with { Measures = [.. whole.Measures.Where(measure => measure.Problem == 1)] }, town.Source()).InTime());
        Assert.Null(await town.Grains.GetGrain<IPlanGrain>("drafted").Get());

        // The lead unit adds the measures of its problem; nobody else does, and no number is used twice.
        var lead = town.Source(People.Of(whole.Problems[1].LeadUnit));
        Assert.Equal("draft.not-drafter", Code(await draft.Change(Added(2, 0), town.Source(People.Of(whole.Problems[0].LeadUnit))).InTime()));
        Assert.Equal("draft.number-taken", Code(await draft.Change(Added(2, 1), lead).InTime()));
        Assert.Equal("draft.empty", Code(await draft.Review(Approval(2, (await Part(draft, 2)).Fingerprint), town.Source(Second)).InTime()));
        var grown = Accepted(await draft.Change(Added(2, 0), lead).InTime());
        Assert.True((await draft.Change(Added(2, 0), lead).InTime()).Repeated);
        Assert.Equal(3, grown.Parts[1].Measures.Single().No);
        Accepted(await draft.Comment(2, "时限偏晚，请提前", town.Source(People.Leader)).InTime());
        Assert.Equal("draft.not-approved", Code(await draft.PutInForce(town.Source()).InTime()));

        // An approval is bound to what was seen, and a change begins anew.
        await Approve(town, draft, 1);
        await Step(town, draft, 2, Second);
        var seen = (await Part(draft, 2)).Fingerprint;
        var sooner = new DraftChange { Problem = 2, Measures = [new() { No = 3, Deadline = new(2026, 9, 30) }], Seen = seen };
        Accepted(await draft.Change(sooner, town.Source(lead.Actor)).InTime());
        Assert.Equal("draft.changed", Code(await draft.Change(sooner, town.Source(lead.Actor)).InTime()));
        Assert.Equal("draft.not-reviewer", Code(await draft.Review(Approval(2, seen), town.Source(People.Leader)).InTime()));
        Assert.Equal("draft.changed", Code(await draft.Review(Approval(2, seen), town.Source(Second)).InTime()));
        Accepted(await draft.Review(Return(2), town.Source(Second)).InTime());
        Assert.Equal("draft.returned", Code(await draft.Review(Approval(2, (await Part(draft, 2)).Fingerprint), town.Source(Second)).InTime()));
        Accepted(await draft.Change(new() { Problem = 2, Measures = [new() { No = 3, Deadline = new(2026, 8, 31) }] }, town.Source(lead.Actor)).InTime());
        var versions = (await draft.Versions(2).InTime())!;
        Assert.Equal(("deadline", "2026-09-30", "2026-08-31"), versions[0].Changes.Select(change => (change.Field, change.From, change.To)).Single());
        await Approve(town, draft, 2);

        var head = await draft.GetHead();
        Accepted(await draft.PutInForce(town.Source() with { Document = "市委批准" }).InTime());
        Assert.Equal("draft.in-force", Code(await draft.Comment(2, "晚了", town.Source(People.Leader)).InTime()));
        await town.Settled("drafted");
        Assert.Equal(3, (await town.Rollup("drafted").GetSheet()).Measures.Total);
        var entry = (await town.Grains.GetGrain<IPlanGrain>("drafted").GetTrail(0, 1)).Entries.Single().Entry;
        var imported = JsonDocument.Parse(entry).RootElement.GetProperty("events")[0];
        Assert.Equal((head.Version, head.Hash), (imported.GetProperty("draftVersion").GetInt64(), imported.GetProperty("draftHash").GetString()));

        await town.Amended("drafted", new AmendmentDraft { Measures = [new() { No = 3, Deadline = new(2027, 8, 31) }] });
        var baseline = await town.Grains.GetGrain<IPlanQueryGrain>("drafted").Baseline(0, 2).InTime();
        Assert.Equal((1, 2, 2, 2), (baseline.Roster, baseline.Problems.Count, baseline.Measures.Count, baseline.Next));
        var last = await town.Grains.GetGrain<IPlanQueryGrain>("drafted").Baseline(2, 2).InTime();
        Assert.Equal((new DateOnly(2026, 8, 31), null), (last.Measures.Single().Deadline, last.Next));
    }

    [Fact]
    public async Task Whoever_drafted_a_part_or_belongs_to_it_does_not_approve_it()
    {
        await using var town = await Town.Open(at: Noon);
        var whole = Documents.City("drafted", measures: 2);
        var draft = town.Grains.GetGrain<IPlanDraftGrain>("drafted");
        Accepted(await draft.Bring(whole, town.Source(People.Reviewer)).InTime());
        var approval = Approval(1, (await Part(draft, 1)).Fingerprint);

        Assert.Equal("draft.reviewer-drafted", Code(await draft.Review(approval, town.Source(People.Reviewer)).InTime()));
        var ofUnit = Second with { Units = [whole.Problems[0].LeadUnit] };
        Assert.Equal("draft.reviewer-is-of-unit", Code(await draft.Review(approval, town.Source(ofUnit)).InTime()));
        var both = Second with { Roles = Roles.Reviewer | Roles.Leader, Leaders = [People.LeaderId] };
        Accepted(await draft.Review(approval, town.Source(both)).InTime());
        Assert.Equal("draft.reviewer-reviewed", Code(await draft.Review(approval, town.Source(both)).InTime()));
        Assert.Equal("draft.not-leader", Code(await draft.Review(approval, town.Source(Second)).InTime()));
        Accepted(await draft.Review(approval, town.Source(People.Leader)).InTime());
        Assert.Equal(DraftStatus.Approved, (await Part(draft, 1)).Status);
        var late = approval with { Decision = Decision.Return, Reason = "-" };
        Assert.Equal("draft.approved", Code(await draft.Review(late, town.Source(Second with { Account = "third" })).InTime()));

        // The same document again changes nothing, a plan in force takes no draft.
        Assert.True((await draft.Bring(whole, town.Source(People.Ops)).InTime()).Repeated);
        await town.Import(Documents.City("known"), ImportResult.Created);
        Assert.Equal("draft.in-force", Code(await town.Grains.GetGrain<IPlanDraftGrain>("known").Bring(Documents.City("known"), town.Source()).InTime()));
    }

    [Fact]
    public async Task Who_drafts_approves_and_answers_for_a_part_hears_of_it_each_once_though_the_outbox_failed_and_the_grain_died()
    {
        await using var town = await Town.Open(at: Noon);
        var whole = Documents.City("drafted", measures: 2) with { Measures = [] };
        var (draft, unit) = (town.Grains.GetGrain<IPlanDraftGrain>("drafted"), whole.Problems[0].LeadUnit);
        Accepted(await draft.Bring(whole, town.Source(People.Reviewer)).InTime());
        town.Rows.FailNext(Fault.Refused, (state, id) => state == ChainRow.StateName && id.Type.ToString() == "outbox");
        Accepted(await draft.Change(Added(1, 0), town.Source(People.Of(unit))).InTime());
        await town.Cluster.DeactivateAsync(draft).InTime();
        Accepted(await draft.Change(Added(1, 0), town.Source(People.Of(unit))).InTime());
        await Step(town, draft, 1, Second);
        Accepted(await draft.Comment(1, "请提前", town.Source(People.Leader)).InTime());
        Accepted(await draft.Review(Return(1), town.Source(People.Leader)).InTime());
        Accepted(await draft.Change(new() { Problem = 1, Remove = [2] }, town.Source(People.Of(unit))).InTime());
        await Approve(town, draft, 1);

        var (lead, leader, office) = (Audience.Unit(unit), Audience.Leader(People.LeaderId), Audience.Office);
        (NotificationKind, Audience[])[] expected =
        [
            (NotificationKind.DraftHandedOver, [lead]), (NotificationKind.DraftSubmitted, [office, lead]), (NotificationKind.DraftApproved, [leader, lead]),
            (NotificationKind.DraftCommented, [lead, leader, office]), (NotificationKind.DraftReturned, [lead, office]),
            (NotificationKind.DraftSubmitted, [office, lead]), (NotificationKind.DraftApproved, [leader, lead]),
            (NotificationKind.DraftApproved, [office, lead]),
        ];
        var told = await Eventually.Becomes(Told, told => told.Count >= expected.Length);
        Assert.Equal(expected.Select(line => $"{line.Item1} {string.Join<Audience>(' ', line.Item2)}"),
            told.Select(notification => $"{notification.Kind} {string.Join(' ', notification.Audience)}"));
        Assert.All(told, notification => Assert.True(notification is { IsOfDraft: true, Zh.Length: > 0, En.Length: > 0 }));

        async Task<List<Notification>> Told() => [.. (await town.Grains.GetGrain<IOutboxGrain>("drafted").Read(0, 100)).Items
            .Select(item => item.Notification).Where(notification => notification.Problem == 1)];
    }

    [Fact]
    public async Task The_same_key_with_something_else_is_refused_and_who_had_no_right_is_on_record()
    {
        await using var town = await Town.Open(at: Noon);
        var whole = Documents.City("drafted", measures: 2);
        var (draft, unit) = (town.Grains.GetGrain<IPlanDraftGrain>("drafted"), People.Of(whole.Problems[0].LeadUnit));
        var (brought, commented) = (town.Source(People.Reviewer), town.Source(People.Leader));
        Accepted(await draft.Bring(whole, brought).InTime());
        Assert.True((await draft.Bring(whole, brought).InTime()).Repeated);
        Assert.Equal("command.key-reused", Code(await draft.Bring(whole with { Title = "另一方案" }, brought).InTime()));
        Accepted(await draft.Comment(1, "请提前", commented).InTime());
        Assert.True((await draft.Comment(1, "请提前", commented).InTime()).Repeated);
        Assert.Equal("command.key-reused", Code(await draft.Comment(1, "不必提前", commented).InTime()));
        var seen = Approval(1, (await Part(draft, 1)).Fingerprint);
        var approved = town.Source(Second);
        Accepted(await draft.Review(seen, approved).InTime());
        Assert.Equal("command.key-reused", Code(await draft.Review(Return(1), approved).InTime()));
        Accepted(await draft.Change(Added(1, 0), commented with { Actor = unit }).InTime());
        Assert.Equal("command.key-reused", Code(await draft.Change(Added(1, 7), commented with { Actor = unit }).InTime()));

        Assert.Equal("draft.not-office", Code(await draft.Bring(whole, town.Source(unit)).InTime()));
        Assert.Equal("draft.not-office", Code(await draft.PutInForce(town.Source(unit)).InTime()));
        Assert.Equal("draft.not-reviewer", Code(await draft.Review(seen, town.Source(unit)).InTime()));
        Assert.Equal("draft.not-drafter", Code(await draft.Change(Added(1, 0), town.Source(People.Of("d1"))).InTime()));
        Assert.Equal("draft.fingerprint-missing", Code(await draft.Review(seen with { Fingerprint = null }, town.Source(Second)).InTime()));
        var denials = (await town.Grains.GetGrain<IDenialGrain>("drafted").GetTrail(0, 10).InTime()).Entries
            .Select(line => JsonDocument.Parse(line.Entry).RootElement).Select(entry => entry.GetProperty("events")[0]);
        Assert.Equal(
            ["draft bringDraft draft.not-office", "draft putDraftInForce draft.not-office", "draft:1 approveDraft draft.not-reviewer",
                "draft:1 changeDraft draft.not-drafter"],
            denials.Select(denied => $"{denied.GetProperty("subject")} {denied.GetProperty("command")} {denied.GetProperty("code")}"));
    }

    private static DraftChange Added(int problem, int no) => new()
    {
        Problem = problem,
        Measures =
        [
            new()
            {
                No = no,
                Text = "新措施",
                LeadUnit = "c1",
                Units = ["c2"],
                Leader = People.LeaderId,
                Start = Documents.Start,
                Deadline = Documents.Deadline,
            },
        ],
    };

    private static DraftReview Approval(int problem, string fingerprint) => new() { Problem = problem, Decision = Decision.Approve, Fingerprint = fingerprint };

    private static DraftReview Return(int problem) => new() { Problem = problem, Decision = Decision.Return, Reason = "再提前一个月" };

    private static async Task<DraftPartView> Part(IPlanDraftGrain draft, int problem) =>
        (await draft.Get(People.Ops).InTime())!.Parts.Single(part => part.Problem.No == problem);

    private static async Task Step(Town town, IPlanDraftGrain draft, int problem, Actor by) =>
        Accepted(await draft.Review(Approval(problem, (await Part(draft, problem)).Fingerprint), town.Source(by)).InTime());

    private static async Task Approve(Town town, IPlanDraftGrain draft, int problem)
    {
        await Step(town, draft, problem, Second);
        await Step(town, draft, problem, People.Leader);
    }

    private static string? Code(DraftOutcome outcome) => outcome.Refusals is [var first, ..] ? first.Code : null;

    private static DraftView Accepted(DraftOutcome outcome)
    {
        Assert.Null(Code(outcome));
        return outcome.Draft!;
    }
}
