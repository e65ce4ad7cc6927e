using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rectification.Notifications;

/// <summary>
/// E-mail of a plan: what comes within a short while goes to each recipient as one letter. A letter is tried until it is sent or its
/// recipient is refused for good.
/// </summary>
[GrainType("mail")]
internal sealed partial class MailGrain : Grain, IMailGrain
{
    /// <summary>Where e-mail begins when it is first configured: nobody wants last year's.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private readonly string _plan;
    private readonly IPersistentState<ReaderRow> _stored;
    private readonly IAudienceDirectory _directory;
    private readonly IMailSender _sender;
    private readonly TimeSpan _window;
    private readonly TimeProvider _clock;
    private readonly ILogger<MailGrain> _logger;
    private readonly OutboxReader _reader;
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>Last position of the letters that are being sent; 0 when none are. What comes meanwhile goes into the next ones.</summary>
    private long _batch;
    private Task _collecting = Task.CompletedTask;

    public MailGrain(
        [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services, IAudienceDirectory directory, IMailSender sender,
        [FromKeyedServices(Clocks.Key)] TimeProvider clock, ILogger<MailGrain> logger)
    {
        (_plan, _stored, _directory, _sender) = (this.GetPrimaryKeyString(), stored, directory, sender);
        (_window, _clock, _logger) = (services.Options.Value.MailWindow, clock, logger);
        _reader = new(new("mail", $"e-mail of {_plan}", _plan), services, stored, logger, Hand, DeactivateOnIdle);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _reader.Load(_stored.RecordExists ? 0 : await GrainFactory.GetGrain<IOutboxGrain>(_plan).LastBefore(_clock.GetUtcNow() - Recent));

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _reader.Dispose();
        return Task.CompletedTask;
    }

    public Task Wake()
    {
        if (_collecting.IsCompleted)
        {
            _collecting = Collect();
        }

        return Task.CompletedTask;
    }

    private async Task Collect()
    {
        await Task.Delay(_window);
        _reader.Wake();
    }

    private async Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation)
    {
        _batch = _batch == 0 ? items[^1].Position : _batch;
        var batch = items.TakeWhile(item => item.Position <= _batch).ToList();
        foreach (var (to, concerned) in await _directory.ByAddressee(batch))
        {
            if (to.Email is { } address)
            {
                await Send(Letters.Write(_plan, address, concerned, _sender.BaseUrl), cancellation);
            }
        }

        _sent.Clear();
        _batch = 0;
        return batch.Count;
    }

    private async Task Send(Letter letter, CancellationToken cancellation)
    {
        if (_sent.Contains(letter.Reference))
        {
            return;
        }

        bool accepted;
        try
        {
            accepted = await _sender.Send(letter, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            _reader.Count("failed");
            throw new DeliveryFailedException(problem.Message);
        }

        _sent.Add(letter.Reference);
        _reader.Count(accepted ? "delivered" : "refused");
        if (!accepted)
        {
            LogRefused(letter.To, _plan);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server rejects the recipient {Address} of plan {Plan} permanently; the letter is dropped.")]
    private partial void LogRefused(string address, string plan);
}
