using System.Collections.Concurrent;
using System.Reflection;

namespace Rectification;

/// <summary>
/// The roles of which one is needed to send a command at all; whether it may then be done to this or that, its rules say. Who has none of them
/// is told so, and not what is wrong with the command.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeedsAttribute(Roles roles) : Attribute
{
    private static readonly ConcurrentDictionary<Type, Roles> Known = [];

    public Roles Roles { get; } = roles;

    /// <summary>What a command of this type needs; none where its rules alone say.</summary>
    public static Roles Of(Type command) => Known.GetOrAdd(command, static type => type.GetCustomAttribute<NeedsAttribute>()?.Roles ?? Roles.None);

    public bool Admits(Actor actor) => (actor.Roles & Roles) != 0;
}
