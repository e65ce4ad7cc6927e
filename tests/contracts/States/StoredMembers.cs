using System.Reflection;

namespace Rectification.Tests.Contracts.States;

/// <summary>What is stored of a type: its numbered members, its bases' first, and nothing else.</summary>
internal static class StoredMembers
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<StoredMember> Of(Type type)
    {
        var members = new List<StoredMember>();
        for (var (at, depth) = (type, 0); at is not null && at != typeof(object); (at, depth) = (at.BaseType, depth + 1))
        {
            members.AddRange(at.GetMembers(Declared)
                .Where(member => member.GetCustomAttribute<IdAttribute>() is not null)
                .Select(member => new StoredMember(member, depth))
                .OrderBy(member => member.Id));
        }

        return members;
    }
}

/// <summary>A numbered member; a base's has its distance in front, because each class numbers its own.</summary>
internal sealed class StoredMember(MemberInfo member, int depth)
{
    public uint Id { get; } = member.GetCustomAttribute<IdAttribute>()!.Id;

    public string Number => depth == 0 ? $"{Id}" : $"{new string('^', depth)}{Id}";

    public string Name => member.Name;

    public Type Type => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    public object? Get(object owner) => member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);

    public void Set(object owner, object? value)
    {
        if (member is PropertyInfo { CanWrite: true } property)
        {
            property.SetValue(owner, value);
            return;
        }

        var field = member as FieldInfo ?? member.DeclaringType!.GetField($"<{member.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!;
        field.SetValue(owner, value);
    }
}
