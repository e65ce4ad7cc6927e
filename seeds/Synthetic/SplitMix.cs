namespace Rectification.Seeds.Synthetic;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): small, and the same numbers on every version of
/// the framework, which its own generator does not promise.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Next(int bound) => (int)(Next() % (ulong)bound);

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
