using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rectification.Notifications;

/// <summary>
/// E-mail of a plan: what comes within a short while goes to each recipient as one letter. A letter is tried until it is sent or its
/// recipient is refused for good.
/// </summary>
[GrainType("mail")]
internal sealed partial class MailGrain(
    [PersistentState(ReaderRow.StateName)] IPersistentState<ReaderRow> stored, ReaderServices services, IAudienceDirectory directory, IMailSender sender,
    [FromKeyedServices(Clocks.Key)] TimeProvider clock, ILogger<MailGrain> logger)
    : ReaderGrain(plan => new("mail", $"e-mail of {plan}", plan), stored, services, logger), IMailGrain
{
    /// <summary>Where e-mail begins when it is first configured: nobody wants last year's.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private readonly TimeSpan _window = services.Options.Value.MailWindow;
    private readonly ILogger _logger = logger;
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>Last position of the letters that are being sent; 0 when none are. What comes meanwhile goes into the next ones.</summary>
    private long _batch;
    private Task _collecting = Task.CompletedTask;

    public override Task Wake()
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
        Reader.Wake();
    }

    protected override Task<long> Beginning() => GrainFactory.GetGrain<IOutboxGrain>(Name.Plan).LastBefore(clock.GetUtcNow() - Recent);

    protected override async Task<int> Hand(IReadOnlyList<OutboxItem> items, CancellationToken cancellation)
    {
        _batch = _batch == 0 ? items[^1].Position : _batch;
        var batch = items.TakeWhile(item => item.Position <= _batch).ToList();
        foreach (var (to, concerned) in await directory.ByAddressee(batch))
        {
            if (to.Email is { } address)
            {
                await Send(Letters.Write(Name.Plan, address, concerned, sender.BaseUrl), cancellation);
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
            accepted = await sender.Send(letter, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            Reader.Count("failed");
            throw new DeliveryFailedException(problem.Message);
        }

        _sent.Add(letter.Reference);
        Reader.Count(accepted ? "delivered" : "refused");
        if (!accepted)
        {
            LogRefused(letter.To, Name.Plan);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server rejects the recipient {Address} of plan {Plan} permanently; the letter is dropped.")]
    private partial void LogRefused(string address, string plan);
}
