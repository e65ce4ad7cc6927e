using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Rectification.Chains;
using Rectification.Denials;
using Rectification.Notices;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Storage;

namespace Rectification.Opinions;

/// <summary>A shell around <see cref="OpinionDecider"/>: known already? decide, keep what was said beside the chain, append once.</summary>
[GrainType("opinions")]
internal sealed class OpinionGrain(
    [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, ILogger<OpinionGrain> logger)
    : ChainGrain<OpinionEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, OpinionJson.Canonical.ChainEntryOpinionEvent)), IOpinionGrain
{
    public const string ChainName = "opinions";

    /// <summary>Random bytes of a receipt.</summary>
    private const int ReceiptBytes = 12;

    private readonly List<OpinionState> _opinions = [];

    /// <summary>The version of a line that received one → the opinion's number.</summary>
    private readonly Dictionary<long, int> _receivedIn = [];
    private readonly OpinionRows _rows = new(plans.Rows);
    private bool _open;

    private string Plan => this.GetPrimaryKeyString();

    public async Task<GivenOutcome> Give(GivenOpinion given)
    {
        if (await plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return PlanRefusals.Unknown;
        }

        if (given.Notice <= 0 || await GrainFactory.GetGrain<INoticeGrain>(Plan).Get(given.Notice) is not { Frozen: not null })
        {
            return NoticeRefusals.Unknown;
        }

        var calendar = PlanCalendar.Of(frame.TimeZone);
        var now = calendar.Local(NotBefore(plans.Clock.GetUtcNow()));
        var file = given.Attachment is not { } bytes ? null
            : new OpinionFile { Name = given.AttachmentName ?? "", Size = bytes.Length, Sha256 = OpinionRows.HashOf(bytes) };
        var content = new OpinionContent { Text = given.Text, Contact = given.Contact, File = file };
        var (hash, id) = (OpinionRows.HashOf(content), $"opinion:{given.Id}");
        if (await Chain.Find(ChainEntries.System, id) is { } known)
        {
            return known.IsOf(hash) ? new GivenOutcome { No = _receivedIn[known.Version] } : CommandRefusals.KeyReused;
        }

        var today = _opinions.AsEnumerable().Reverse().TakeWhile(opinion => calendar.DayOf(opinion.At) == calendar.DayOf(now)).Count();
        if (OpinionDecider.Deny(given, _open, today, _opinions.Count) is { } denied)
        {
            return denied;
        }

        var (no, receipt) = (_opinions.Count + 1, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ReceiptBytes)));
        return await Kept(async () =>
        {
            await _rows.Write(Plan, no, content, given.Attachment);
            await Append(ChainEntries.System, null, id, hash, now,
                new OpinionReceived { Opinion = no, Notice = given.Notice, Content = hash, Receipt = HashOf(receipt) });
            return new GivenOutcome { No = no, Receipt = receipt };
        }, refusal => refusal);
    }

    public async Task<OpinionOutcome> Submit(OpinionEnvelope envelope)
    {
        if (await plans.Frames.Get(Plan) is not { } frame)
        {
            DeactivateOnIdle();
            return PlanRefusals.Unknown;
        }

        var id = FormattableString.Invariant($"{envelope.No}:{envelope.Id}");
        var body = ChainJson.BodyHash(envelope.Command, OpinionJson.Canonical.OpinionCommand);
        if (await Chain.Find(envelope.Actor.Account, id) is { } known)
        {
            return known.IsOf(body) ? await Outcome(envelope, repeated: true) : CommandRefusals.KeyReused;
        }

        if (OpinionDecider.Deny(Find(envelope.No), envelope.Command, envelope.Actor) is { } denied)
        {
            await DenialNotes.Note(GrainFactory, logger, Plan, denied, envelope.Actor, () => new()
            {
                Subject = FormattableString.Invariant($"opinion:{envelope.No}"),
                Command = DenialNotes.WordOf(envelope.Command),
                Code = denied.Code,
                Account = envelope.Actor.Account,
                CommandId = envelope.Id,
            });
            return denied;
        }

        return await Kept(async () =>
        {
            var at = PlanCalendar.Of(frame.TimeZone).Local(NotBefore(plans.Clock.GetUtcNow()));
            await Append(envelope.Actor.Account, envelope.Actor.OnBehalfOf, id, body, at, OpinionDecider.EventOf(envelope.No, envelope.Command));
            return await Outcome(envelope, repeated: false);
        }, refusal => refusal);
    }

    public async Task<IReadOnlyList<OpinionView>> List(bool screened, int skip, int limit)
    {
        var asked = _opinions.AsEnumerable().Reverse().Where(opinion => !screened || IsShown(opinion)).Skip(skip).Take(limit).ToList();
        return await Task.WhenAll(asked.Select(View));
    }

    public async Task<OpinionView?> Get(int no) => Find(no) is { } opinion ? await View(opinion) : null;

    public async Task<byte[]?> File(int no) =>
        Find(no) is { } opinion && (await Content(opinion)).File is { } file ? await _rows.ReadFile(Plan, no, file) : null;

    public Task<OpinionCounts> Counts(int? notice)
    {
        var counts = _opinions.Where(opinion => notice is null || opinion.Received.Notice == notice).CountBy(opinion => opinion.Status).ToDictionary();
        return Task.FromResult(new OpinionCounts
        {
            Open = _open,
            Total = counts.Values.Sum(),
            Received = counts.GetValueOrDefault(OpinionStatus.Received),
            Screened = counts.GetValueOrDefault(OpinionStatus.Screened),
            Answered = counts.GetValueOrDefault(OpinionStatus.Answered),
            SetAside = counts.GetValueOrDefault(OpinionStatus.SetAside),
        });
    }

    public Task<OpinionReply?> Reply(int notice, string receipt)
    {
        var hash = HashOf(receipt);
        return Task.FromResult(_opinions.Find(opinion => opinion.Received.Notice == notice && opinion.Received.Receipt == hash) is { } found
            ? new OpinionReply { No = found.Received.Opinion, Status = found.Status, Answer = found.Answer, AnsweredAt = found.AnsweredAt } : null);
    }

    protected override void Fold(ChainEntry<OpinionEvent> entry)
    {
        foreach (var happened in entry.Events)
        {
            if (happened is OpinionsSwitched switched)
            {
                _open = switched.Open;
                continue;
            }

            var next = OpinionState.Apply(Find(happened.Opinion), happened, entry.By, entry.At);
            if (happened.Opinion > _opinions.Count)
            {
                _receivedIn[entry.Version] = happened.Opinion;
                _opinions.Add(next);
            }
            else
            {
                _opinions[happened.Opinion - 1] = next;
            }
        }
    }

    /// <summary>A store in trouble is answered in words; whether the entry is kept, the next activation knows.</summary>
    private static async Task<T> Kept<T>(Func<Task<T>> write, Func<Refusal, T> refused)
    {
        try
        {
            return await write();
        }
        catch (Exception problem) when (problem is StorageUnavailableException or StorageOutcomeUnknownException)
        {
            return refused(problem is StorageUnavailableException ? CommandRefusals.StoreUnavailable : CommandRefusals.OutcomeUnknown);
        }
    }

    private async Task<OpinionOutcome> Outcome(OpinionEnvelope envelope, bool repeated) =>
        new() { Opinion = envelope.No == 0 ? null : await Get(envelope.No), Counts = await Counts(null), Repeated = repeated };

    private static bool IsShown(OpinionState opinion) => opinion.Status is OpinionStatus.Screened or OpinionStatus.Answered;

    private OpinionState? Find(int no) => no > 0 && no <= _opinions.Count ? _opinions[no - 1] : null;

    private Task<OpinionContent> Content(OpinionState opinion) => _rows.Read(Plan, opinion.Received.Opinion, opinion.Received.Content);

    private async Task<OpinionView> View(OpinionState opinion)
    {
        var content = await Content(opinion);
        return new()
        {
            No = opinion.Received.Opinion,
            Notice = opinion.Received.Notice,
            At = opinion.At,
            Status = opinion.Status,
            Text = content.Text,
            Contact = content.Contact,
            File = content.File,
            ScreenedBy = opinion.ScreenedBy,
            Reason = opinion.Reason,
            Answer = opinion.Answer,
            AnsweredBy = opinion.AnsweredBy,
            AnsweredAt = opinion.AnsweredAt,
        };
    }

    private static string HashOf(string receipt) => OpinionRows.HashOf(Encoding.UTF8.GetBytes(receipt));
}
