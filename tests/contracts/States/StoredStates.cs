using Rectification.Accounts;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Counting;
using Rectification.Digests;
using Rectification.Drafts;
using Rectification.Evidence;
using Rectification.FieldClocks;
using Rectification.Ledgers;
using Rectification.Measures;
using Rectification.Notices;
using Rectification.Notifications;
using Rectification.Opinions;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Rollups;
using Rectification.Rosters;
using Rectification.Seals;
using Rectification.Storage;

namespace Rectification.Tests.Contracts.States;

/// <summary>Everything that goes through the stores: the state's name, which is in every row's key, and the types stored under it.</summary>
internal static class StoredStates
{
    public static readonly IReadOnlyList<(string Name, Type Type)> All =
    [
        ("account-v1", typeof(AccountRow)),
        ("accounts-v1", typeof(NameListRow)),
        ("amendment-v1", typeof(AmendmentLines)),
        ("calendars-v1", typeof(CalendarRow)),
        ("chain-v1", typeof(ChainRow)),
        ("clock-v1", typeof(ClockAnchor)),
        ("digest-beginning-v1", typeof(DigestBeginning)),
        ("digest-v1", typeof(DigestBytes)),
        ("draft-v1", typeof(DraftHeader)),
        ("drafts-v1", typeof(NameListRow)),
        ("epoch-v1", typeof(EpochRow)),
        ("evidence-v1", typeof(EvidenceRow)),
        ("inbox-v1", typeof(InboxRow)),
        ("ledger-book-v1", typeof(LedgerBookRow)),
        ("ledger-page-v1", typeof(LedgerPageRow)),
        ("ledger-v1", typeof(LedgerRow)),
        ("measure-v1", typeof(MeasureRow)),
        ("outbox-reader-v1", typeof(ReaderRow)),
        ("plan-v1", typeof(PlanRow)),
        ("plans-v1", typeof(NameListRow)),
        ("points-v1", typeof(PointPage)),
        ("problem-v1", typeof(ProblemRow)),
        ("restored-v1", typeof(RestoreNoteRow)),
        ("roster-v1", typeof(RosterIndex)),
        ("roster-v1", typeof(MeasureRosterPage)),
        ("roster-v1", typeof(ProblemRosterPage)),
        ("roster-v1", typeof(UnitRosterPage)),
        ("seal-leaves-v1", typeof(SealLeaves)),
        ("seal-page-v1", typeof(SealPage)),
        ("notice-part-v1", typeof(NoticePart)),
        ("opinion-content-v1", typeof(OpinionContent)),
        ("opinion-part-v1", typeof(OpinionPart)),
        ("sealed-header-v1", typeof(SealedHeader)),
        ("setup-v1", typeof(SetupRow)),
        ("trail-page-v1", typeof(TrailPage)),
        ("webhook-v1", typeof(WebhookRow)),
        ("webhooks-v1", typeof(NameListRow)),
    ];
}
