namespace Rectification.Queries;

/// <summary>Whether two actors are one person with the same rights, whatever objects say so.</summary>
internal sealed class SameActor : IEqualityComparer<Actor>
{
    public static readonly SameActor Comparer = new();

    public bool Equals(Actor? one, Actor? other) => ReferenceEquals(one, other)
        || (one is not null && other is not null
            && one.Units.SequenceEqual(other.Units) && one.Leaders.SequenceEqual(other.Leaders)
            && one.OwnUnits.SequenceEqual(other.OwnUnits) && one.FormerUnits.SequenceEqual(other.FormerUnits)
            && (one with { Units = [], Leaders = [], OwnUnits = [], FormerUnits = [] }).Equals(
                other with { Units = [], Leaders = [], OwnUnits = [], FormerUnits = [] }));

    public int GetHashCode(Actor actor) => HashCode.Combine(actor.Account, actor.OnBehalfOf, actor.Roles);
}
