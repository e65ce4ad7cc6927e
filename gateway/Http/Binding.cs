using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Rectification.Gateway.Http;

/// <summary>
/// What endpoints are called with. Each part binds itself from the request, in the order in which they are named; the first that is wrong
/// says why, in the product's words, and the endpoint is not called.
/// </summary>
internal static class Binding
{
    /// <summary>Whether a part bound earlier was wrong already; then nothing more need be read.</summary>
    public static bool IsRefused(this HttpContext context) => context.Features.Get<Refusal>() is not null;

    /// <summary>Notes why a part cannot be bound.</summary>
    public static ValueTask<T?> Refused<T>(HttpContext context, Refusal refusal)
        where T : class
    {
        if (!context.IsRefused())
        {
            context.Features.Set(refusal);
        }

        return default;
    }

    /// <summary>What a plan has under the number that the route names.</summary>
    public static ValueTask<T?> Numbered<T>(HttpContext context, Func<string, int, T> make, Refusal unknown)
        where T : class =>
        RequestPath.Id(context, "plan") is { } plan && RequestPath.Number(context, "no") is > 0 and var no ? new(make(plan, no)) : Refused<T>(context, unknown);

    /// <summary>The same as whoever asks may see it; nothing is read where a part before was wrong.</summary>
    public static async ValueTask<T?> Seen<T, TView>(
        HttpContext context, Func<string?, int, Task<(TView? View, Refusal? Refusal)>> read, Func<TView, T> make)
        where T : class
        where TView : class
    {
        if (context.IsRefused())
        {
            return null;
        }

        var (view, refusal) = await read(RequestPath.Id(context, "plan"), RequestPath.Number(context, "no"));
        return refusal is null ? make(view!) : await Refused<T>(context, refusal);
    }
}

/// <summary>The command's id: the sender's Idempotency-Key, or one made here.</summary>
internal sealed record IdempotencyKey(string Id) : IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";
    private const int MaxLength = 128;

    public static bool IsKey(string? key) =>
        key is { Length: > 0 and <= MaxLength } && !key.AsSpan().ContainsAnyExceptInRange(' ', '~') && !string.IsNullOrWhiteSpace(key);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new HeaderParameter(Header));

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers[Header];
        var key = header.Count == 1 ? header[0] : header.Count == 0 ? Guid.NewGuid().ToString("N") : null;
        return IsKey(key) ? new(new IdempotencyKey(key!)) : Binding.Refused<IdempotencyKey>(context, HttpRefusals.IdempotencyKeyMalformed);
    }
}

/// <summary>The version that If-Match names; none without it or when it is <c>*</c>.</summary>
internal sealed record IfMatch(long? Version) : IEndpointParameterMetadataProvider
{
    private static readonly IfMatch Any = new((long?)null);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new HeaderParameter("If-Match"));

    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        var text = header.Count == 1 ? header[0].AsSpan().Trim() : default;
        return header.Count == 0 || text is "*" ? new(Any)
            : text is ['"', _, .., '"'] && long.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? new(new IfMatch(version))
            : Binding.Refused<IfMatch>(context, HttpRefusals.IfMatchMalformed);
    }
}

/// <summary>The body of a command.</summary>
internal sealed record Body<T>(T Value) : IEndpointParameterMetadataProvider
    where T : class
{
    public static ValueTask<Body<T>?> BindAsync(HttpContext context) => Bind(context, null);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata([BodyReading.Json], typeof(T)));
        Needs(builder);
    }

    /// <summary>Says who may send such a body at all, where its type does.</summary>
    public static void Needs(EndpointBuilder builder)
    {
        if (typeof(T).GetCustomAttribute<NeedsAttribute>() is { } needs)
        {
            builder.Metadata.Add(needs);
        }
    }

    public static async ValueTask<Body<T>?> Bind(HttpContext context, T? empty)
    {
        if (context.IsRefused())
        {
            return null;
        }

        var (value, refusal) = await BodyReading.Read(context, context.RequestServices.JsonOf<T>(), empty);
        return value is not null ? new(value) : await Binding.Refused<Body<T>>(context, refusal!);
    }
}

/// <summary>The body of a command that asks for nothing in particular; one that is left out says the same.</summary>
internal sealed record OptionalBody<T>(T Value) : IEndpointParameterMetadataProvider
    where T : class, new()
{
    public static async ValueTask<OptionalBody<T>?> BindAsync(HttpContext context) => await Body<T>.Bind(context, new()) is { } body ? new(body.Value) : null;

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        if (builder.ApplicationServices.JsonOf<T>().Properties.Count > 0)
        {
            Body<T>.PopulateMetadata(parameter, builder);
        }
        else
        {
            Body<T>.Needs(builder);
        }
    }
}

/// <summary>Query parameters that belong together, read strictly by their own <see cref="IAsked{TSelf}.Read"/>.</summary>
internal sealed record Asked<T>(T Value) : IEndpointParameterMetadataProvider
    where T : class, IAsked<T>
{
    public static ValueTask<Asked<T>?> BindAsync(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var value = T.Read(query);
        return query.Wrong is { } wrong ? Binding.Refused<Asked<T>>(context, wrong) : new(new Asked<T>(value));
    }

    /// <summary>For the API's description: what is read is what may be asked.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        var query = new Query(QueryCollection.Empty);
        T.Read(query);
        builder.Metadata.Add(new QueryParameters(query.Names));
    }
}

/// <summary>Says which query parameters there are by reading them.</summary>
internal interface IAsked<TSelf>
    where TSelf : class, IAsked<TSelf>
{
    static abstract TSelf Read(Query query);
}

/// <summary>The query parameters an endpoint understands, with the type of each.</summary>
internal sealed record QueryParameters(IReadOnlyDictionary<string, Type> Names);

/// <summary>A header an endpoint understands.</summary>
internal sealed record HeaderParameter(string Name);

/// <summary>One page of a list, behind a number.</summary>
internal sealed record PageAsked(int After, int? Limit) : IAsked<PageAsked>
{
    public const int Usual = 100;

    /// <summary>What was asked for, or as many as are usual.</summary>
    public int Most => Limit ?? Usual;

    public static PageAsked Read(Query query) => new(query.Number("cursor") ?? 0, query.Limit());
}

/// <summary>One part of a trail, behind a version.</summary>
internal sealed record TrailAsked(long After, int Limit) : IAsked<TrailAsked>
{
    public static TrailAsked Read(Query query) => new(query.Long("after") ?? 0, query.Limit(PageAsked.Usual));
}
