namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Figures of one scope that the tests can tell on their own.</summary>
internal sealed record Counts(int Total, int Unclaimed, int InProgress, int Requested, int SignedOff, int Assignments, int Done)
{
    public static readonly Counts None = new(0, 0, 0, 0, 0, 0, 0);

    public static Counts operator +(Counts left, Counts right) => new(
        left.Total + right.Total,
        left.Unclaimed + right.Unclaimed,
        left.InProgress + right.InProgress,
        left.Requested + right.Requested,
        left.SignedOff + right.SignedOff,
        left.Assignments + right.Assignments,
        left.Done + right.Done);
}

/// <summary>The oracle: plays the commands of each measure again, by the rule book alone, and counts from nothing.</summary>
internal sealed class Fold(City city)
{
    private const int StepsOfTheChain = 2;
    private readonly Dictionary<int, string> _status = [];
    private readonly Dictionary<int, int> _approvals = [];
    private readonly Dictionary<(int Measure, string Unit), int> _percent = [];
    private readonly HashSet<(int Measure, string Unit)> _confirmed = [];

    public void Play(SentCommand command)
    {
        switch (command.Act)
        {
            case Act.Claim or Act.Reopen:
                _status[command.Measure] = "inProgress";
                break;
            case Act.Confirm:
                _confirmed.Add((command.Measure, command.Unit));
                break;
            case Act.Report:
                Report(command);
                break;
            case Act.RequestSignOff:
                (_status[command.Measure], _approvals[command.Measure]) = ("signOffRequested", 0);
                break;
            case Act.Approve when ++_approvals[command.Measure] == StepsOfTheChain:
                _status[command.Measure] = "signedOff";
                break;
        }
    }

    public int Percent(int measure, string unit) => _percent.GetValueOrDefault((measure, unit));

    public string Status(int measure) => _status.GetValueOrDefault(measure, "unclaimed");

    public Counts Unit(string unit) => city.Measures
        .Where(measure => measure.All.Contains(unit))
        .Select(measure => Task(measure, unit))
        .Aggregate(Counts.None, (sum, task) => sum + task);

    /// <summary>Signed-off measures of a problem.</summary>
    public int SignedOff(int problem) => city.Measures.Count(measure => measure.Problem == problem && Status(measure.No) == "signedOff");

    public Counts City() => city.Units.Select(Unit).Aggregate(Counts.None, (sum, unit) => sum + unit);

    /// <summary>A report takes back a request that waits; the lead's claims; a supporting unit's under 100 % is to be confirmed again.</summary>
    private void Report(SentCommand command)
    {
        _percent[(command.Measure, command.Unit)] = command.Percent;
        var lead = command.Unit == city.ByNumber[command.Measure].Lead;
        if (lead || Status(command.Measure) == "signOffRequested")
        {
            _status[command.Measure] = "inProgress";
        }

        if (!lead && command.Percent < 100)
        {
            _confirmed.Remove((command.Measure, command.Unit));
        }
    }

    private Counts Task(MeasureTasks measure, string unit)
    {
        var status = Status(measure.No);
        var done = status == "signedOff" || (unit != measure.Lead && _confirmed.Contains((measure.No, unit)));
        var task = Counts.None with { Assignments = 1, Done = One(done) };
        return unit != measure.Lead ? task : task with
        {
            Total = 1,
            Unclaimed = One(status == "unclaimed"),
            InProgress = One(status == "inProgress"),
            Requested = One(status == "signOffRequested"),
            SignedOff = One(status == "signedOff"),
        };
    }

    private static int One(bool counts) => counts ? 1 : 0;
}
