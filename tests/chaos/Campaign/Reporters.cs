using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Rectification.Tests.Chaos.Campaign;

/// <summary>
/// Many reporters at once, each of whom sends a command under one id until somebody says what came of it, sometimes several times side
/// by side, and sometimes once more long afterwards. Now and then one takes a measure all the way to its sign-off, or back.
/// </summary>
internal sealed class Reporters(City city, Ledger ledger, Staff staff, Api ops, Gate gate, int seed, TimeSpan pace = default)
{
    private const int MaxCopies = 3;
    private const int MaxRemembered = 500;
    private static readonly TimeSpan PauseBeforeRetry = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<int, List<SentCommand>> _remembered = [];
    private volatile string _trouble = "none";

    /// <summary>What it cost the senders since it was last taken.</summary>
    public Wear Wear { get; } = new();

    /// <summary>The last answer that told nobody what came of a command.</summary>
    public string Trouble => _trouble;

    private readonly IReadOnlyList<(MeasureTasks Measure, string Unit)>[] _tasks = [.. Enumerable.Range(0, staff.Reporters).Select(account =>
        (IReadOnlyList<(MeasureTasks, string)>)[.. city.Measures.SelectMany(measure => measure.All
            .Where(unit => Acts(city, staff.Reporters, account, unit))
            .Select(unit => (measure, unit)))])];

    /// <summary>The units for which an account acts: they are dealt round.</summary>
    public static IEnumerable<string> UnitsOf(City city, int reporters, int account) => city.Units.Where(unit => Acts(city, reporters, account, unit));

    /// <summary>Reports until told to stop, and ends when the fate of every command is known.</summary>
    public Task Run(int lanes, int round, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => Lane(lane, round, stop))));

    /// <summary>
    /// Sends commands that were acknowledged at any time before once more, and reads as many units, through every gateway: each is answered, and as
    /// ever.
    /// </summary>
    /// <returns>The longest wait for an answer.</returns>
    public async Task<TimeSpan> Probe(Random random, int count)
    {
        var known = _remembered.Values.SelectMany(commands => commands).ToArray();
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < count; i++)
        {
            var (command, unit) = (known[random.Next(known.Length)], city.Units[random.Next(city.Units.Count)]);
            for (var door = 0; door < staff.Doors; door++)
            {
                var asked = Stopwatch.GetTimestamp();
                Assert.True(await Send(command, door) is { Status: 200 }, $"{command.Id} was not answered as before; {Trouble}");
                (await staff[staff.Closer, door].Get($"plans/{city.Plan}/units/{unit}")).Must(200);
                slowest = Stopwatch.GetElapsedTime(asked) is var took && took > slowest ? took : slowest;
            }
        }

        return slowest;
    }

    private async Task Lane(int lane, int round, CancellationToken stop)
    {
        var random = new Random(unchecked((((seed * 7_919) + round) * 10_007) + lane));
        var remembered = _remembered.GetOrAdd(lane, static _ => []);
        for (var count = 0; !stop.IsCancellationRequested; count++)
        {
            await gate.UntilOpen;
            await Until.Passed(pace * (2 * random.NextDouble()), CancellationToken.None);
            var id = string.Create(CultureInfo.InvariantCulture, $"s{seed}-r{round}-l{lane}-{count}");
            var command = Next(random, lane % staff.Reporters, id);
            await Deliver(command, random);
            if (command.Fate == Fate.Acknowledged && remembered.Count < MaxRemembered)
            {
                remembered.Add(command);
            }
            else if (command.Fate == Fate.Acknowledged)
            {
                remembered[random.Next(MaxRemembered)] = command;
            }

            if (random.Next(24) == 0)
            {
                await SignOff(city.Measures[random.Next(city.Measures.Count)], id, random);
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
            0 when lead => new(id, account, measure.No, Act.Claim, unit),
            1 or 2 when lead && measure.Supporting.Count > 0 =>
                new(id, account, measure.No, Act.Confirm, measure.Supporting[random.Next(measure.Supporting.Count)]),
            _ => new(id, account, measure.No, Act.Report, unit, percent, staff.Evidence),
        };
    }

    /// <summary>Everything it takes, one after the other; whatever others do to the measure meanwhile may make any of it be refused. Or back to work.</summary>
    private async Task SignOff(MeasureTasks measure, string id, Random random)
    {
        if (random.Next(3) == 0)
        {
            await Deliver(new(id + "-o", staff.Office, measure.No, Act.Reopen, measure.Lead), random);
            return;
        }

        if (measure.Institution)
        {
            return;
        }

        foreach (var (place, unit) in measure.All.Index())
        {
            await Deliver(new($"{id}-p{place}", staff.Closer, measure.No, Act.Report, unit, 100, staff.Evidence), random);
        }

        foreach (var (place, unit) in measure.Supporting.Index())
        {
            await Deliver(new($"{id}-c{place}", staff.Closer, measure.No, Act.Confirm, unit), random);
        }

        var asked = await Deliver(new(id + "-s", staff.Closer, measure.No, Act.RequestSignOff, measure.Lead), random);
        if (asked?.Json["measure"]!["signOff"]?["fingerprint"]?.GetValue<string>() is { } fingerprint)
        {
            await Deliver(new(id + "-l", staff.Leader, measure.No, Act.Approve, measure.Lead, proof: fingerprint), random);
            await Deliver(new(id + "-f", staff.Office, measure.No, Act.Approve, measure.Lead, proof: fingerprint), random);
        }
    }

    /// <summary>Sends until the command's fate is known.</summary>
    /// <returns>An acknowledgement, or null when it was refused.</returns>
    private async Task<Answer?> Deliver(SentCommand command, Random random)
    {
        ledger.Add(command);
        var lost = false;
        for (var door = random.Next(staff.Doors); ; door = (door + 1) % staff.Doors)
        {
            var copies = random.Next(8) == 0 ? 2 + random.Next(MaxCopies - 1) : 1;
            var answers = await Task.WhenAll(Enumerable.Range(0, copies).Select(copy => Send(command, (door + copy) % staff.Doors)));
            if (answers.FirstOrDefault(answer => answer?.Status == 200) is { } acknowledged)
            {
                return acknowledged;
            }

            if (!answers.Contains(null))
            {
                // In a cluster a copy of which nothing was heard may still be on its way, whatever was said to the next one: nobody knows.
                if (!lost || staff.Doors == 1)
                {
                    command.Refuse();
                }

                return null;
            }

            lost = true;
            Wear.Retry();
            await Until.Passed(PauseBeforeRetry, CancellationToken.None);
            await gate.UntilOpen;
        }
    }

    /// <returns>An answer that settles the command's fate, or null.</returns>
    private async Task<Answer?> Send(SentCommand command, int door)
    {
        using var measured = Wear.Request();
        try
        {
            var answer = await staff[command.Account, door].Post(command.Path(city.Plan), command.Body(), ("Idempotency-Key", command.Id));
            if (answer.Status is 503 or 429)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                _trouble = answer.Text;
                Wear.Unavailable();
                return null;
            }

            if (answer.Must(200, 403, 409).Status != 200)
            {
                return answer;
            }

            var version = long.Parse(answer.ETag!.Trim('"'), CultureInfo.InvariantCulture);
            Assert.NotNull(answer.Json["token"]);
            ledger.Acknowledge(command, version, command.Act == Act.Claim || command.Unit == city.ByNumber[command.Measure].Lead);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Cut off; nobody knows.
            return null;
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
                Assert.True(sheet.Counts.Total - sheet.Counts.Unclaimed >= claimed, $"{unit}: {sheet.Counts}, and {claimed} claims were acknowledged before.");
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Nothing was read.
        }
    }

    private static bool Acts(City city, int reporters, int account, string unit) =>
        city.Units.Index().First(other => other.Item == unit).Index % reporters == account;
}
