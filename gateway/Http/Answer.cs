using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Rectification.Gateway.Http;

/// <summary>What an endpoint answers: a value, as JSON and with what its headers say; or a refusal, as problem details.</summary>
internal sealed class Answer<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? _value;
    private readonly IReadOnlyList<Refusal> _refusals;
    private readonly int? _status;
    private readonly TimeSpan? _wait;

    private Answer(T? value, IReadOnlyList<Refusal> refusals, TimeSpan? wait = null, int? status = null) =>
        (_value, _refusals, _wait, _status) = (value, refusals, wait, status);

    /// <summary>The version of what is shown, for If-Match.</summary>
    public long? Version { get; init; }

    /// <summary>Where what was made, or known already, is found.</summary>
    public string? Location { get; init; }

    /// <summary>Whether something was made: 201.</summary>
    public bool Made { get; init; }

    /// <summary>Whether what was asked waits for somebody's approval: 202.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether the same command was acknowledged before.</summary>
    public bool Repeated { get; init; }

    /// <summary>Whether nobody on the way may keep it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it may be too long to be held whole beside what it says: it is sent as it is written, without its length.</summary>
    public bool IsLong { get; init; }

    public static implicit operator Answer<T>(T value) => Of(value);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, [refusal]);

    public static Answer<T> Of(T value, long? version = null, bool repeated = false, bool made = false, string? location = null, bool isPrivate = false) =>
        new(value, []) { Version = version, Repeated = repeated, Made = made, Location = location, IsPrivate = isPrivate };

    /// <summary>A value, whose headers are said by what is initialized.</summary>
    public Answer(T value)
        : this(value, [])
    {
    }

    /// <summary>The value, or that there is none.</summary>
    public static Answer<T> Of(T? value, Refusal none) => value is null ? none : Of(value);

    /// <summary>A refusal that knows when to come back, or has a status of its own.</summary>
    public static Answer<T> Refused(Refusal refusal, TimeSpan? wait, int? status = null) => new(default, [refusal], wait, status);

    /// <summary>Several things are wrong; the first gives the code.</summary>
    public static Answer<T> Refused(IReadOnlyList<Refusal> refusals) => new(default, refusals);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (_refusals is [var first, ..])
        {
            return _wait is { } wait ? Errors.RefuseUntil(httpContext, first, wait)
                : _status is { } status ? Errors.Refuse(httpContext, status, first)
                : _refusals.Count == 1 ? Errors.Refuse(httpContext, first)
                : Errors.Refuse(httpContext, _refusals);
        }

        var headers = httpContext.Response.Headers;
        if (Version is { } version)
        {
            headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }

        if (Location is not null)
        {
            headers.Location = Location;
        }

        if (Repeated)
        {
            headers["Idempotency-Repeated"] = "true";
        }

        if (IsPrivate)
        {
            headers.CacheControl = "no-store";
        }

        var type = httpContext.RequestServices.JsonOf<T>();
        return IsLong ? JsonAnswer.WriteAlong(httpContext, _value!, type, Status()) : JsonAnswer.Write(httpContext, _value!, type, Status());
    }

    private int Status() => Waits ? StatusCodes.Status202Accepted : Made ? StatusCodes.Status201Created : StatusCodes.Status200OK;
}
