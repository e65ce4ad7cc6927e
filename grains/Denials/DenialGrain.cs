using System.Globalization;
using Rectification.Chains;
using Rectification.Plans;
using Rectification.Rosters;
using Rectification.Telemetry;
using Rectification.Trails;

namespace Rectification.Denials;

/// <summary>
/// The plan's chain of refusals that touch rights. Bounded by the day, so that nobody can fill the store by knocking; and each account for
/// itself, so that nobody's knocking hides another's.
/// </summary>
[GrainType("denials")]
internal sealed class DenialGrain([PersistentState(ChainRow.StateName)] IPersistentState<ChainRow> stored, PlanServices plans)
    : ChainGrain<DenialEvent>(stored, plans.Rows, ChainKinds.Of(ChainName, DenialJson.Canonical.ChainEntryDenialEvent)), IDenialGrain
{
    public const string ChainName = "denials";

    /// <summary>Most entries of one account on one subject a day.</summary>
    private const int MaxOfOne = 20;

    /// <summary>Most entries of one account a day.</summary>
    private const int MaxOfAccount = 200;

    /// <summary>Most entries of a plan a day.</summary>
    private const int MaxOfAll = 10_000;

    /// <summary>Most lines shown of one subject.</summary>
    private const int MaxShown = 20;

    private readonly Dictionary<string, Queue<long>> _newest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Subject), int> _ofOne = [];
    private readonly Dictionary<string, (int Recorded, int Dropped)> _ofAccount = new(StringComparer.Ordinal);
    private DateOnly _day;
    private int _ofAll;

    public async Task Record(Denial denial)
    {
        var id = $"{denial.Subject}/{denial.CommandId}";
        if (await Chain.Find(denial.Account, id) is not null
            || ((await plans.Frames.Get(this.GetPrimaryKeyString()))?.TimeZone ?? denial.TimeZone) is not { } timeZone)
        {
            return;
        }

        var at = PlanCalendar.Of(timeZone).Local(NotBefore(plans.Clock.GetUtcNow()));
        Turn(at);
        var (recorded, dropped) = _ofAccount.GetValueOrDefault(denial.Account);
        if (_ofAll >= MaxOfAll || recorded >= MaxOfAccount || _ofOne.GetValueOrDefault((denial.Account, denial.Subject)) >= MaxOfOne)
        {
            RectificationMeter.Denials.Add(1, new KeyValuePair<string, object?>("outcome", "over"));
            _ofAccount[denial.Account] = (recorded, ++dropped);
            if (IsPowerOfTen(dropped))
            {
                var dropping = string.Create(CultureInfo.InvariantCulture, $"dropped-{at:yyyy-MM-dd}-{dropped}");
                await Append(denial.Account, null, dropping, "", at, new DenialsDropped { Count = dropped });
            }

            return;
        }

        await Append(denial.Account, null, id, "", at, new CommandDenied { Subject = denial.Subject, Command = denial.Command, Code = denial.Code });
        RectificationMeter.Denials.Add(1, new KeyValuePair<string, object?>("outcome", "recorded"));
    }

    public async Task<IReadOnlyList<TrailLine>> Of(string subject)
    {
        var lines = new List<TrailLine>();
        foreach (var version in _newest.GetValueOrDefault(subject)?.ToArray() ?? [])
        {
            lines.AddRange((await Chain.Read(version - 1, limit: 1)).Entries);
        }

        return lines;
    }

    protected override void Fold(ChainEntry<DenialEvent> entry)
    {
        Turn(entry.At);
        foreach (var dropped in entry.Events.OfType<DenialsDropped>())
        {
            _ofAccount[entry.By] = _ofAccount.GetValueOrDefault(entry.By) with { Dropped = dropped.Count };
        }

        foreach (var denied in entry.Events.OfType<CommandDenied>())
        {
            _ofAll++;
            var (recorded, over) = _ofAccount.GetValueOrDefault(entry.By);
            _ofAccount[entry.By] = (recorded + 1, over);
            _ofOne[(entry.By, denied.Subject)] = _ofOne.GetValueOrDefault((entry.By, denied.Subject)) + 1;
            var newest = _newest.TryGetValue(denied.Subject, out var known) ? known : _newest[denied.Subject] = new();
            newest.Enqueue(entry.Version);
            if (newest.Count > MaxShown)
            {
                newest.Dequeue();
            }
        }
    }

    /// <summary>A new day of the plan counts anew. Instants of the chain carry the plan's own offset.</summary>
    private void Turn(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.DateTime);
        if (day != _day)
        {
            (_day, _ofAll) = (day, 0);
            _ofOne.Clear();
            _ofAccount.Clear();
        }
    }

    /// <summary>The first drop is told at once, and how many there are each time they are ten times as many: few lines, whoever knocks how often.</summary>
    private static bool IsPowerOfTen(int count)
    {
        while (count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }
}
