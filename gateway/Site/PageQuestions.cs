using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Rectification.Gateway.Site;

/// <summary>What pages ask of their address, by type: the framework throws at what is of another type, and a typing error is no fault of ours.</summary>
internal static class PageQuestions
{
    private static readonly ConcurrentDictionary<Type, (string Name, Type Type)[]> Known = [];

    /// <summary>The first parameter whose value is not of the type that the page asks for, or <see langword="null"/>.</summary>
    public static string? Wrong(HttpContext context)
    {
        if (context.Request.Query.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { } page)
        {
            return null;
        }

        foreach (var (name, type) in Known.GetOrAdd(page.Type, Of))
        {
            if (context.Request.Query[name].Any(text => !Is(type, text ?? "")))
            {
                return name;
            }
        }

        return null;
    }

    private static (string Name, Type Type)[] Of(Type page) =>
    [
        .. from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           let asked = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
           where asked is not null && property.PropertyType != typeof(string)
           select (asked.Name ?? property.Name, property.PropertyType),
    ];

    private static bool Is(Type type, string text) =>
        Nullable.GetUnderlyingType(type) is { } inner ? text.Length == 0 || Is(inner, text)
        : type == typeof(bool) ? bool.TryParse(text, out _)
        : type == typeof(int) ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(long) ? long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : throw new InvalidOperationException($"No page asks for a {type.Name} yet.");
}
