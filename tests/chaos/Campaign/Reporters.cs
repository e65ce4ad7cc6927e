using System.Globalization;
using Rectification.Tests.Support;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>
/// Many reporters at once, each of whom sends a command under one id until somebody says what came of it, sometimes several times side
/// by side, and sometimes once more long afterwards.
/// </summary>
internal sealed class Reporters(City city, Ledger ledger, IReadOnlyList<Api> accounts, Api ops, Gate gate, int seed)
{
    private const int MaxCopies = 3;
    private volatile string _trouble = "none";

    /// <summary>The last answer that told nobody what came of a command.</summary>
    public string Trouble => _trouble;

    private readonly IReadOnlyList<(MeasureTasks Measure, string Unit)>[] _tasks = [.. Enumerable.Range(0, accounts.Count).Select(account =>
        (IReadOnlyList<(MeasureTasks, string)>)[.. city.Measures.SelectMany(measure => measure.All
            .Where(unit => Acts(city, accounts.Count, account, unit))
            .Select(unit => (measure, unit)))])];

    /// <summary>The units for which an account acts: they are dealt round.</summary>
    public static IEnumerable<string> UnitsOf(City city, int accounts, int account) => city.Units.Where(unit => Acts(city, accounts, account, unit));

    /// <summary>Reports until told to stop, and ends when the fate of every command is known.</summary>
    public Task Run(int lanes, int round, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => Lane(lane, round, stop))));

    private async Task Lane(int lane, int round, CancellationToken stop)
    {
        var random = new Random(HashCode.Combine(seed, lane, round));
        var remembered = new List<SentCommand>();
        for (var count = 0; !stop.IsCancellationRequested; count++)
        {
            await gate.UntilOpen;
            var id = string.Create(CultureInfo.InvariantCulture, $"s{seed}-r{round}-l{lane}-{count}");
            var command = Next(random, lane % accounts.Count, id);
            ledger.Add(command);
            await Deliver(command, random);
            if (command.Fate == Fate.Acknowledged)
            {
                remembered.Add(command);
            }

            if (remembered.Count > 0 && random.Next(8) == 0)
            {
                // Long known, from before a crash perhaps: the same answer as ever.
                await Deliver(remembered[random.Next(remembered.Count)], random);
            }

            if (random.Next(32) == 0)
            {
                await Read(command.Unit);
            }
        }
    }

    private SentCommand Next(Random random, int account, string id)
    {
        var (measure, unit) = _tasks[account][random.Next(_tasks[account].Count)];
        var lead = unit == measure.Lead;
        var percent = random.Next(3) == 0 ? 100 : random.Next(101);
        return random.Next(6) switch
        {
            0 when lead => new(id, account, measure.No, Act.Claim, unit, 0),
            1 or 2 when lead && measure.Supporting.Count > 0 =>
                new(id, account, measure.No, Act.Confirm, measure.Supporting[random.Next(measure.Supporting.Count)], 0),
            _ => new(id, account, measure.No, Act.Report, unit, percent),
        };
    }

    private async Task Deliver(SentCommand command, Random random)
    {
        while (true)
        {
            var copies = random.Next(8) == 0 ? 2 + random.Next(MaxCopies - 1) : 1;
            var fates = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => Send(command)));
            if (fates.Contains(Fate.Acknowledged))
            {
                return;
            }

            if (!fates.Contains(Fate.Open))
            {
                command.Refuse();
                return;
            }

            await gate.UntilOpen;
        }
    }

    private async Task<Fate> Send(SentCommand command)
    {
        try
        {
            var answer = await accounts[command.Account].Post(command.Path(city.Plan), command.Body(), ("Idempotency-Key", command.Id));
            if (answer.Status is 503 or 429)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                _trouble = answer.Text;
                return Fate.Open;
            }

            if (answer.Must(200, 409).Status == 409)
            {
                return Fate.Refused;
            }

            var version = long.Parse(answer.ETag!.Trim('"'), CultureInfo.InvariantCulture);
            Assert.NotNull(answer.Json["token"]);
            ledger.Acknowledge(command, version, command.Act == Act.Claim || command.Unit == city.ByNumber[command.Measure].Lead);
            return Fate.Acknowledged;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Cut off; nobody knows.
            return Fate.Open;
        }
    }

    /// <summary>Acknowledged means counted: a settled sheet of the unit has everything acknowledged before it was asked for.</summary>
    private async Task Read(string unit)
    {
        var claimed = ledger.Claimed(city.Measures.Where(measure => measure.Lead == unit).Select(measure => measure.No));
        try
        {
            var answer = await ops.Get($"plans/{city.Plan}/units/{unit}");
            if (answer.Status == 200 && Sheet.Of(answer.Json["sheet"]!) is { Recovering: 0 } sheet)
            {
                Assert.True(sheet.Counts.InProgress >= claimed, $"{unit} counts {sheet.Counts.InProgress} as claimed, and {claimed} were acknowledged before.");
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Nothing was read.
        }
    }

    private static bool Acts(City city, int accounts, int account, string unit) => city.Units.Index().First(other => other.Item == unit).Index % accounts == account;
}
