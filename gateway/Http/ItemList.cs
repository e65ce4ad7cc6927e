using System.Globalization;

namespace Rectification.Gateway.Http;

/// <summary>A list, or one page of it.</summary>
internal sealed record ItemList<T>
{
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Pass as <c>cursor</c> for the next page; null at the end.</summary>
    public string? NextCursor { get; init; }

    public static ItemList<T> Of(IReadOnlyList<T> items, string? next = null) => new() { Items = items, NextCursor = next };

    public static ItemList<T> Of(IReadOnlyList<T> items, long? next) => Of(items, next?.ToString(CultureInfo.InvariantCulture));
}
