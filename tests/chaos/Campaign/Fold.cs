namespace Rectification.Tests.Chaos.Campaign;

/// <summary>Figures of one scope that the tests can tell on their own.</summary>
internal sealed record Counts(int Total, int Unclaimed, int InProgress, int Assignments, int Done)
{
    public static readonly Counts None = new(0, 0, 0, 0, 0);

    public static Counts operator +(Counts left, Counts right) => new(
        left.Total + right.Total,
        left.Unclaimed + right.Unclaimed,
        left.InProgress + right.InProgress,
        left.Assignments + right.Assignments,
        left.Done + right.Done);
}

/// <summary>The oracle: plays the commands of each measure again, by the rule book alone, and counts from nothing.</summary>
internal sealed class Fold(City city)
{
    private readonly Dictionary<int, bool> _claimed = [];
    private readonly Dictionary<(int Measure, string Unit), int> _percent = [];
    private readonly HashSet<(int Measure, string Unit)> _confirmed = [];

    public void Play(SentCommand command)
    {
        var task = (command.Measure, command.Unit);
        switch (command.Act)
        {
            case Act.Claim:
                _claimed[command.Measure] = true;
                break;
            case Act.Confirm:
                _confirmed.Add(task);
                break;
            case Act.Report:
                _percent[task] = command.Percent;
                if (command.Unit == city.ByNumber[command.Measure].Lead)
                {
                    _claimed[command.Measure] = true;
                }
                else if (command.Percent < 100)
                {
                    _confirmed.Remove(task);
                }

                break;
        }
    }

    public int Percent(int measure, string unit) => _percent.GetValueOrDefault((measure, unit));

    public bool IsClaimed(int measure) => _claimed.ContainsKey(measure);

    public Counts Unit(string unit) => city.Measures
        .Where(measure => measure.All.Contains(unit))
        .Select(measure => Task(measure, unit))
        .Aggregate(Counts.None, (sum, task) => sum + task);

    public Counts City() => city.Units.Select(Unit).Aggregate(Counts.None, (sum, unit) => sum + unit);

    private Counts Task(MeasureTasks measure, string unit)
    {
        if (unit != measure.Lead)
        {
            return Counts.None with { Assignments = 1, Done = _confirmed.Contains((measure.No, unit)) ? 1 : 0 };
        }

        var claimed = IsClaimed(measure.No) ? 1 : 0;
        return new(1, 1 - claimed, claimed, 1, 0);
    }
}
