namespace Rectification.Tests.Cluster.Support;

/// <summary>What every store can keep. Azure Table is the one that takes least: of keys, and of bytes in a row.</summary>
internal static class RowFit
{
    /// <summary>Largest row that a test may write, in bytes: 60 KiB less than fit.</summary>
    public const int MostBytes = 900 * 1024;

    /// <summary>What Azure Table keeps of one state, in bytes.</summary>
    public const int StoreBytes = 960 * 1024;

    /// <summary>The service takes 1 KiB, two bytes a character.</summary>
    private const int MostCharacters = 512;

    private const string Service = "rectification";

    /// <summary>
    /// The official store of the profile azure puts a <c>_</c> between the service and the grain, and for a character that the service does not
    /// take: two grains that differ in nothing else would be one row. Hence no such character in a key, and no <c>_</c> in a type.
    /// </summary>
    /// <exception cref="ArgumentException">The store of the profile azure would refuse the row, or take it for another one's.</exception>
    public static void Require(string stateName, GrainId grainId, int bytes)
    {
        var fits = !grainId.Type.ToString()!.Contains('_') && new[] { grainId.Type.ToString()!, grainId.Key.ToString()!, stateName }.All(IsPlain)
            && $"{Service}_{grainId}".Length <= MostCharacters && stateName.Length <= MostCharacters && bytes <= MostBytes;
        if (!fits)
        {
            throw new ArgumentException($"{stateName} of {grainId} with {bytes} bytes does not fit every store.", nameof(grainId));
        }
    }

    private static bool IsPlain(string text) => !text.Any(static c => char.IsControl(c) || "/\\#?".Contains(c, StringComparison.Ordinal));
}
