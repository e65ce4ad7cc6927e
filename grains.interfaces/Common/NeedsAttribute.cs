namespace Rectification;

/// <summary>
/// The roles of which one is needed to send a command at all; whether it may then be done to this or that, its rules say. Who has none of them
/// is told so, and not what is wrong with how the command is written.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeedsAttribute(Roles roles) : Attribute
{
    public Roles Roles { get; } = roles;

    public bool Admits(Actor actor) => (actor.Roles & Roles) != 0;
}
