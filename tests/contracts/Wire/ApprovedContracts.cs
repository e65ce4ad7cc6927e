using System.Reflection;
using System.Text;
using Rectification.Measures;

namespace Rectification.Tests.Contracts.Wire;

/// <summary>What is stored and sent, as text: each type's alias with its members' numbers. A change
/// of it is a decision, so it shows as a difference of a file.</summary>
internal static class ApprovedContracts
{
    private static readonly Assembly[] Assemblies = [typeof(MeasureView).Assembly, typeof(MeasureState).Assembly];

    public static string Describe()
    {
        var text = new StringBuilder();
        var types = Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => Alias(type) is not null && type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true)
            .OrderBy(type => Alias(type), StringComparer.Ordinal);
        foreach (var type in types)
        {
            text.Append(Alias(type)).Append('\n');
            foreach (var line in Members(type))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), null)} {name}");
        }

        if (type.IsInterface)
        {
            return type.GetMethods().Select(method => Alias(method) ?? $"{method.Name} (no alias)").Order(StringComparer.Ordinal);
        }

        return type.GetMembers(declared)
            .Select(member => (Id: member.GetCustomAttribute<IdAttribute>()?.Id, Member: member))
            .Where(member => member.Id is not null)
            .OrderBy(member => member.Id)
            .Select(member => $"{member.Id} {member.Member.Name}: {TypeOf(member.Member)}");
    }

    private static string TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType.ToString(),
        FieldInfo field => field.FieldType.ToString(),
        _ => "?",
    };

    private static string? Alias(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias;
}
