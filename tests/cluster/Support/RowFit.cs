using Rectification.Storage;
using Rectification.Storage.Azure;

namespace Rectification.Tests.Cluster.Support;

/// <summary>What every store can keep. Azure Table is the one that takes least: of keys, and of bytes in a row.</summary>
internal static class RowFit
{
    /// <summary>Largest row that a test may write, in bytes: 60 KiB less than fit.</summary>
    public const int MostBytes = 900 * 1024;

    private const string Service = "rectification";

    /// <exception cref="ArgumentException">The store of the profile azure would refuse the row.</exception>
    public static void Require(string stateName, GrainId grainId, int bytes)
    {
        AzureTableRow.Empty(Service, new StoreKey(stateName, grainId));
        if (bytes > MostBytes)
            throw new ArgumentException($"{stateName} of {grainId} has {bytes} bytes.", nameof(bytes));
    }
}
