using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rectification.Tests.Contracts.States;

/// <summary>Makes a value of a stored type in which every stored member holds something, no two numbers or texts the same.</summary>
internal sealed class FullSample
{
    /// <summary>Types that hold themselves end here.</summary>
    private const int Deepest = 9;

    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(8));
    private int _count;

    public static object Of(Type type) => new FullSample().Make(type, 0)!;

    private object? Make(Type type, int depth)
    {
        var number = ++_count;
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, depth);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Last();
        }

        return type switch
        {
            _ when type == typeof(string) => $"文字 text {number}",
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => Begin.AddMinutes(number),
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Begin.Date).AddDays(number),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(number),
            _ when type == typeof(decimal) => number + 0.5m,
            _ when type == typeof(Guid) => new Guid(number, 0, 0, new byte[8]),
            _ when type == typeof(byte) => (byte)(number % 200 + 1),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>((byte[])Array(typeof(byte), depth)),
            _ when type.IsPrimitive => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            _ when type.IsArray => Array(type.GetElementType()!, depth),
            _ when Elements(type) is { } elements => Collection(type, elements, depth),
            _ => Composite(type, depth),
        };
    }

    private Array Array(Type element, int depth)
    {
        var made = depth >= Deepest ? [] : new[] { Make(element, depth + 1), Make(element, depth + 1) };
        var array = System.Array.CreateInstance(element, made.Length);
        made.CopyTo(array, 0);
        return array;
    }

    private object Collection(Type type, Type[] elements, int depth)
    {
        var element = elements is [var key, var value] ? typeof(KeyValuePair<,>).MakeGenericType(key, value) : elements[0];
        var array = elements.Length == 2 ? Pairs(element, elements, depth) : Array(element, depth);
        var definition = type.GetGenericTypeDefinition();
        if (type.IsInterface)
        {
            return elements.Length == 2 ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(elements), array)! : array;
        }

        var maker = definition.Namespace == typeof(ImmutableArray).Namespace
            ? definition.Assembly.GetType(definition.FullName![..definition.FullName!.IndexOf('`', StringComparison.Ordinal)])?.GetMethods()
                .FirstOrDefault(method => method.Name == "CreateRange" && method.GetParameters() is [{ ParameterType: { IsGenericType: true } only }]
                    && only.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            : null;
        return maker?.MakeGenericMethod(elements).Invoke(null, [array])
            ?? Activator.CreateInstance(type, array)
            ?? throw new NotSupportedException(type.ToString());
    }

    private Array Pairs(Type pair, Type[] elements, int depth)
    {
        // Of an enumeration there is one sample only, and a key stands once.
        var array = System.Array.CreateInstance(pair, depth >= Deepest ? 0 : elements[0].IsEnum ? 1 : 2);
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(Activator.CreateInstance(pair, Make(elements[0], depth + 1), Make(elements[1], depth + 1)), i);
        }

        return array;
    }

    private object? Composite(Type type, int depth)
    {
        if (depth >= Deepest)
        {
            return null;
        }

        var concrete = type.IsAbstract || type.IsInterface
            ? type.Assembly.GetTypes().Where(other => !other.IsAbstract && type.IsAssignableFrom(other))
                .OrderBy(other => other.FullName, StringComparer.Ordinal).First()
            : type;
        var made = RuntimeHelpers.GetUninitializedObject(concrete);
        foreach (var member in StoredMembers.Of(concrete))
        {
            member.Set(made, Make(member.Type, depth + 1));
        }

        return made;
    }

    /// <summary>What a collection holds: one type, or a key's and a value's.</summary>
    internal static Type[]? Elements(Type type) =>
        type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericTypeDefinition() != typeof(FrozenSet<>)
            ? type.GetGenericArguments() : null;
}
