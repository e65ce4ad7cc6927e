using System.Text.Json.Serialization;

namespace Rectification.Backups;

/// <summary>What a backup says of itself before anything else, readable without unpacking it.</summary>
public sealed record BackupHeader
{
    /// <summary>When its moment was, by the machine that made it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Orleans' service id of the source.</summary>
    public required string ServiceId { get; init; }

    /// <summary>Profile of the source.</summary>
    public required string Profile { get; init; }

    /// <summary>Version of the source's tables.</summary>
    public required int Schema { get; init; }

    /// <summary>Rows that follow.</summary>
    public required long Rows { get; init; }

    /// <summary>Reminders that follow.</summary>
    public required long Reminders { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BackupHeader))]
internal sealed partial class BackupJson : JsonSerializerContext;
