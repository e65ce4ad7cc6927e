using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rectification.Chains;

/// <summary>
/// By what texts are known again without being kept: the first sixteen bytes of their SHA-256. A day's commands are remembered by it, each in
/// 128 bytes instead of 338 with their texts (measured with ids of 32 signs).
/// </summary>
internal readonly record struct TextMark(UInt128 Value)
{
    private const int MostOnStack = 512;

    /// <summary>Of an empty text.</summary>
    public static readonly TextMark OfNothing = Of("");

    public static TextMark Of(string text) => Of(text, "");

    /// <summary>Of two texts in their order; no other two have the same.</summary>
    public static TextMark Of(string one, string other)
    {
        var length = sizeof(int) + ((one.Length + other.Length) * sizeof(char));
        var bytes = length <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[length];

        // Where the first one ends, so that nothing moves from one to the other unnoticed.
        BinaryPrimitives.WriteInt32LittleEndian(bytes, one.Length);
        MemoryMarshal.AsBytes(one.AsSpan()).CopyTo(bytes[sizeof(int)..]);
        MemoryMarshal.AsBytes(other.AsSpan()).CopyTo(bytes[(sizeof(int) + (one.Length * sizeof(char)))..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return new(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
