using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rectification.Calendars;
using Rectification.Chains;
using Rectification.Rosters;
using Rectification.Telemetry;

namespace Rectification.Digests;

/// <summary>
/// A shell around <see cref="DigestSchedule"/> and <see cref="DigestReader"/>: freezes each digest that is due, oldest first, and tells the outbox. What
/// was frozen is folded from the chain; the plan's reminder wakes whoever should look.
/// </summary>
[GrainType("digests"), CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class DigestGrain : ChainGrain<DigestEvent>, IDigestGrain
{
    public const string ChainName = "digests";

    /// <summary>
    /// How long after its moment a digest is read, of the field's clock: by then every act that was accepted before the moment is on disk.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>The same of the machine's clock, for a field's clock that runs a day a second.</summary>
    private static readonly TimeSpan RealSettling = TimeSpan.FromSeconds(2);

    /// <summary>The newest digests that are told again by a new activation: the one before may have died over it. The outbox knows what it has.</summary>
    private const int ToldAgain = 8;

    private readonly PlanServices _plans;
    private readonly OfficeCalendar _office;
    private readonly DigestReader _reader;
    private readonly DigestRows _rows;
    private readonly PlanBoard _board;
    private readonly ILogger<DigestGrain> _logger;
    private readonly List<(DigestFrozen Frozen, DateTimeOffset At)> _frozen = [];

    /// <summary>How many of them the outbox has, as far as this activation knows.</summary>
    private int _told;
    private DateTimeOffset? _beginning;

    /// <summary>When the next digest is due, as the last look found.</summary>
    private DateTimeOffset? _due;
    private Task _looking = Task.CompletedTask;

    public DigestGrain(
        [PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans, OfficeCalendar office, DigestReader reader,
        DigestRows rows, PlanBoard board, ILogger<DigestGrain> logger)
        : base(stored, plans.Rows, ChainKinds.Of(ChainName, DigestChainJson.Canonical.ChainEntryDigestEvent)) =>
        (_plans, _office, _reader, _rows, _board, _logger) = (plans, office, reader, rows, board, logger);

    private string Plan => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _told = Math.Max(0, _frozen.Count - ToldAgain);
    }

    public Task Wake()
    {
        if (_due is { } due)
        {
            // Also while the last look still waits for a store that does not answer.
            _board.DigestIsDue(Plan, due, _plans.Clock);
        }

        _looking = _looking.IsCompleted ? Look() : _looking;
        return Task.CompletedTask;
    }

    public Task<DigestPage> List(DateOnly? before, int limit)
    {
        var found = _frozen.AsEnumerable().Reverse().Where(digest => !(digest.Frozen.Period >= before)).Take(limit + 1).Select(Entry).ToList();
        return Task.FromResult(new DigestPage { Items = [.. found.Take(limit)], Next = found.Count > limit ? found[limit - 1].Period : null });
    }

    public async Task<FrozenDigest?> Get(DateOnly period) => Find(period) is not { } known ? null
        : new() { Entry = Entry(known), Content = await _rows.Read(Plan, period, known.Frozen.Sha256) };

    public async Task<DigestDate?> Next()
    {
        if (await _plans.Frames.Get(Plan) is not { Closed: false } frame)
        {
            return null;
        }

        var slot = await Due(frame);
        return new() { Period = slot.Period, Moment = slot.Moment, ReportBy = slot.ReportBy, Provisional = slot.Provisional };
    }

    public async Task<DigestRecount?> Recount(DateOnly period)
    {
        if (Find(period) is not { Frozen: var frozen } || await _plans.Frames.Get(Plan) is not { } frame)
        {
            return null;
        }

        var content = await _rows.Read(Plan, period, frozen.Sha256);
        var digest = Read(content);
        var recounted = Bytes(await _reader.Read(frame, frozen.Slot, DigestExtent.Of(digest), digest.Trail));
        return DigestComparison.Of(period, HashOf(content) == frozen.Sha256, content, recounted);
    }

    protected override void Fold(ChainEntry<DigestEvent> entry) => _frozen.AddRange(entry.Events.OfType<DigestFrozen>().Select(frozen => (frozen, entry.At)));

    private (DigestFrozen Frozen, DateTimeOffset At)? Find(DateOnly period) =>
        _frozen.FindIndex(digest => digest.Frozen.Period == period) is >= 0 and var found ? _frozen[found] : null;

    private static DigestEntry Entry((DigestFrozen Frozen, DateTimeOffset At) digest) => new()
    {
        Period = digest.Frozen.Period,
        From = digest.Frozen.From,
        To = digest.Frozen.To,
        Moment = digest.Frozen.Moment,
        FrozenAt = digest.At,
        Sha256 = digest.Frozen.Sha256,
        Root = digest.Frozen.Root,
        Done = digest.Frozen.Done,
        Total = digest.Frozen.Total,
    };

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Bytes(Digest digest) => JsonSerializer.SerializeToUtf8Bytes(digest, DigestJson.Canonical.Digest);

    private static Digest Read(byte[] content) => TrailPage.Read(content, DigestJson.Canonical.Digest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The digest of plan {Plan} could not be frozen or told; retrying within a minute.")]
    private partial void LogLookFailed(Exception problem, string plan);

    [LoggerMessage(Level = LogLevel.Information, Message = "The digest {Period} of plan {Plan} is frozen: {Sha256}.")]
    private partial void LogFrozen(string plan, string period, string sha256);
}
