using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Rectification.Tests.Storage.Support;

/// <summary>What a storage needs of Orleans without a silo.</summary>
internal static class Services
{
    public static IServiceProvider Instance { get; } = new ServiceCollection().AddSerializer().BuildServiceProvider();
}

[GenerateSerializer, Alias("tests.storage.sample")]
public sealed record SampleState
{
    [Id(0)] public string Text { get; set; } = "";

    [Id(1)] public byte[] Bytes { get; set; } = [];

    [Id(2)] public int Number { get; set; }
}

/// <summary>What a grain holds of its stored state.</summary>
public sealed class Slot : IGrainState<SampleState>
{
    [AllowNull]
    public SampleState State { get; set; } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
