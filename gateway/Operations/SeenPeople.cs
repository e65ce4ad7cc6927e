using System.Collections.Concurrent;
using Rectification.Telemetry;

namespace Rectification.Gateway.Operations;

/// <summary>Who has used a page of this gateway lately: in memory only, told to nobody but ops.</summary>
internal sealed class SeenPeople : ISeenPeople
{
    /// <summary>Names of one report; the list is for looking at.</summary>
    private const int MostNames = 50;

    /// <summary>Names that are remembered at all.</summary>
    private const int MostKept = 5_000;

    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _people = new(StringComparer.Ordinal);

    public void Note(string account)
    {
        if (_people.Count < MostKept || _people.ContainsKey(account))
        {
            _people[account] = TimeProvider.System.GetUtcNow();
        }
    }

    public IReadOnlyList<SeenPerson> Recent()
    {
        var since = TimeProvider.System.GetUtcNow() - Recently;
        foreach (var gone in _people.Where(person => person.Value < since))
        {
            _people.TryRemove(gone);
        }

        return [.. _people.OrderByDescending(person => person.Value).Take(MostNames).Select(person => new SeenPerson(person.Key, person.Value))];
    }
}
