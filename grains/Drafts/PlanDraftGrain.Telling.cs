using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Notifications;
using Rectification.Plans;
using Rectification.Rosters;

namespace Rectification.Drafts;

internal sealed partial class PlanDraftGrain
{
    /// <summary>What is younger than this is told once more after the grain was elsewhere; the outbox knows what it has.</summary>
    private static readonly TimeSpan ToldAgain = TimeSpan.FromDays(1);

    private readonly Queue<UntoldDraft> _untold = new();

    protected override void Fold(ChainEntry<DraftEvent> entry)
    {
        _state = _state.After(entry);
        if (entry.At > plans.Clock.GetUtcNow() - ToldAgain && DraftNotices.ProblemOf(entry) is { } problem)
        {
            _untold.Enqueue(new(entry, _state.Parts[problem]));
        }
    }

    /// <summary>Brings what people should hear of to the plan's outbox. The entry is durable: what fails now is told with the next act.</summary>
    private async Task TellPeople()
    {
        var told = _untold.ToList();
        try
        {
            if (told.Count > 0 && await Header() is { } header)
            {
                await GrainFactory.GetGrain<IOutboxGrain>(Plan).Post([.. told.Select(entry => DraftNotices.Of(header, entry)).OfType<Notification>()]);
                told.ForEach(_ => _untold.Dequeue());
            }
        }
        catch (Exception problem)
        {
            LogPeopleNotTold(logger, problem, Plan, told[0].Entry.Version);
        }
    }

    private async Task NoteDenial(Refusal refusal, PlanSource source, string subject, string command)
    {
        if (await Header() is { } header)
        {
            await DenialNotes.Note(GrainFactory, logger, Plan, refusal, source.Actor, () => new()
            {
                Subject = subject,
                Command = command,
                Code = refusal.Code,
                Account = source.Actor.Account,
                CommandId = source.Id,
                TimeZone = header.TimeZone,
            });
        }
    }

    /// <summary>An act about a part: where its ids are unique, what tells it from another one under the same id, and its word in trails.</summary>
    private readonly record struct DraftAct(string Scope, string Body, string Word);

    private static DraftAct Of(string scope, DraftChange change) =>
        new(scope, ChainJson.BodyHash(change, DraftJson.Canonical.DraftChange), "changeDraft");

    private static DraftAct Of(string scope, DraftReview review) => new(
        scope, ChainJson.BodyHash(review, DraftJson.Canonical.DraftReview), review.Decision == Decision.Return ? "returnDraft" : "approveDraft");

    private static DraftAct OfComment(string text) => new("comment", ChainJson.BodyHash(text, DraftJson.Canonical.String), "commentDraft");

    private static string BodyOf(PlanDocument document) => RosterLines.HashOfAll(
    [
        RosterLines.Line(document with { Problems = [], Measures = [] }),
        .. document.Problems.Select(RosterLines.Line),
        .. document.Measures.Select(RosterLines.Line),
    ]);

    /// <summary>Whether it is the same act once more. Of what was recorded before bodies were, nothing but the id is known.</summary>
    private static bool IsSame(KnownEntry known, string body) => !known.HasBody || known.IsOf(body);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices of entry {Version} of the draft of plan {Plan} have not reached the outbox; again later.")]
    private static partial void LogPeopleNotTold(ILogger logger, Exception problem, string plan, long version);
}
