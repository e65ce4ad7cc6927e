using Mono.Cecil;

namespace Rectification.Tests.Contracts.Architecture;

/// <summary>Who knows whom, read from a compiled project: its rooms are the folders right under it, which its namespaces follow.</summary>
internal sealed class Rooms
{
    private readonly string _root;
    private readonly ModuleDefinition _module;
    private readonly SortedDictionary<(string From, string To), SortedSet<string>> _arrows = [];
    private readonly SortedDictionary<(string From, string Project), SortedSet<string>> _outward = [];

    private Rooms(string file, string root)
    {
        _root = root;
        using var module = ModuleDefinition.ReadModule(file);
        _module = module;
        foreach (var type in module.Types.Where(IsOurs))
        {
            foreach (var used in References.Of(type))
            {
                Note(type, used);
            }
        }
    }

    /// <summary>Arrows between rooms of the project, each with the types that make it.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Arrows => _arrows;

    /// <summary>What each room uses of the product's other projects.</summary>
    public IReadOnlyDictionary<(string From, string Project), SortedSet<string>> Outward => _outward;

    public static Rooms Of(string assembly, string root) => new(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), root);

    /// <summary>Rooms that know each other, directly or through others; each circle once.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var reach = _arrows.Keys.GroupBy(arrow => arrow.From).ToDictionary(from => from.Key, from => Reach(from.Key));
        var left = new SortedSet<string>(reach.Keys.Where(room => reach[room].Contains(room)));
        var circles = new List<IReadOnlyList<string>>();
        while (left.Min is { } room)
        {
            string[] circle = [.. left.Where(other => reach[room].Contains(other) && reach[other].Contains(room))];
            circles.Add(circle);
            left.ExceptWith(circle);
        }

        return circles;
    }

    public bool Reaches(string from, string to) => Reach(from).Contains(to);

    private HashSet<string> Reach(string room)
    {
        var (seen, next) = (new HashSet<string>(), new Stack<string>([room]));
        while (next.TryPop(out var at))
        {
            foreach (var (_, to) in _arrows.Keys.Where(arrow => arrow.From == at && seen.Add(arrow.To)))
            {
                next.Push(to);
            }
        }

        return seen;
    }

    private void Note(TypeDefinition type, TypeReference used)
    {
        var target = Outermost(used);
        if (!target.Namespace.StartsWith("Rectification", StringComparison.Ordinal) || RoomOf(type) is not { } from)
        {
            return;
        }

        if (target.Scope != _module)
        {
            Add(_outward, (from, target.Scope.Name), target.FullName);
        }
        else if (RoomOf(target) is { } to && to != from)
        {
            Add(_arrows, (from, to), $"{type.Name} → {target.Name}");
        }
    }

    /// <summary>The project's own code; what generators add for serializers names every type there is.</summary>
    private static bool IsOurs(TypeDefinition type) => type.Namespace.StartsWith("Rectification", StringComparison.Ordinal);

    /// <summary><see langword="null"/> for what lies in no room: words that all rooms share.</summary>
    private string? RoomOf(TypeReference type) =>
        type.Namespace.StartsWith(_root + ".", StringComparison.Ordinal) ? type.Namespace[(_root.Length + 1)..].Split('.')[0] : null;

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static void Add<TKey>(SortedDictionary<TKey, SortedSet<string>> to, TKey key, string what)
        where TKey : notnull => (to.TryGetValue(key, out var known) ? known : to[key] = new(StringComparer.Ordinal)).Add(what);
}
