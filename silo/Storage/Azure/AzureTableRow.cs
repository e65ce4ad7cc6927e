using System.Text;
using Azure.Data.Tables;

namespace Rectification.Storage.Azure;

/// <summary>
/// The official layout of a state in a row: <c>Data</c>, <c>Data1</c> … <c>Data14</c> of at most 64 KiB each, or as text <c>StringData</c>,
/// <c>StringData1</c> … of at most 32 Ki characters each. A row without any of them is a cleared state.
/// </summary>
internal static class AzureTableRow
{
    /// <summary>Bytes of one property, which is the service's limit.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Characters of one property.</summary>
    public const int ChunkCharacters = 32 * 1024;

    /// <summary>Properties of one state.</summary>
    public const int MaxChunks = 15;

    /// <summary>Largest state in binary.</summary>
    public const int MaxBytes = MaxChunks * ChunkBytes;

    /// <summary>Longest row key and longest partition key are shorter than this, in characters.</summary>
    private const int KeyLimit = 1_024;
    private const string Binary = "Data";
    private const string Text = "StringData";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The row's keys: <c>{ServiceId}_{type}_{key}</c> and the state's name. The official provider puts <c>_</c> where a character is that a
    /// key must not have, and lets different grains share a row; here such grains are refused, so that a row is always one grain's.
    /// </summary>
    /// <exception cref="ArgumentException">The grain or the state has a name that this store cannot keep apart from others, or a longer one.</exception>
    public static TableEntity Empty(string serviceId, StoreKey key)
    {
        var (type, name) = (key.GrainId.Type.ToString() ?? "", key.GrainId.Key.ToString() ?? "");
        Refuse(HasOdd(type) || type.Contains('_') || HasOdd(name) || HasOdd(key.StateName), key, "'/', '\\', '#', '?' or a control character, or '_' in the type");
        var partition = $"{serviceId}_{type}_{name}";
        Refuse(partition.Length >= KeyLimit || key.StateName.Length >= KeyLimit, key, "1,024 characters or more");
        return new(partition, key.StateName);
    }

    /// <summary>Puts a state into a row without one; false if it is too large.</summary>
    public static bool Fill(TableEntity row, ReadOnlyMemory<byte> data, bool asText) => asText ? FillText(row, Strict.GetString(data.Span)) : FillBinary(row, data);

    /// <summary>The state in a row, or <see langword="null"/> where it was cleared.</summary>
    public static byte[]? Read(TableEntity row) =>
        row.ContainsKey(Binary) ? [.. Chunks(row, Binary).SelectMany(Bytes)]
        : row.ContainsKey(Text) ? Strict.GetBytes(string.Concat(Chunks(row, Text)))
        : null;

    private static bool FillBinary(TableEntity row, ReadOnlyMemory<byte> data)
    {
        if (data.Length > MaxBytes)
            return false;
        // An empty state has one empty property: without any it would count as cleared.
        for (var (chunk, start) = (0, 0); chunk == 0 || start < data.Length; chunk++, start += ChunkBytes)
            row[Name(Binary, chunk)] = data.Slice(start, Math.Min(ChunkBytes, data.Length - start)).ToArray();
        return true;
    }

    private static bool FillText(TableEntity row, string text)
    {
        for (var (chunk, start) = (0, 0); chunk == 0 || start < text.Length; chunk++)
        {
            if (chunk == MaxChunks)
                return false;
            var length = Math.Min(ChunkCharacters, text.Length - start);
            // Half a surrogate pair would not survive its way through UTF-8.
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                length--;
            row[Name(Text, chunk)] = text.Substring(start, length);
            start += length;
        }
        return true;
    }

    private static IEnumerable<object> Chunks(TableEntity row, string name)
    {
        for (var chunk = 0; chunk < MaxChunks && row.TryGetValue(Name(name, chunk), out var value) && value is not null; chunk++)
            yield return value;
    }

    /// <summary>A row that went through a tool which knows no binary has base64 there.</summary>
    private static byte[] Bytes(object value) => value switch
    {
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        string base64 => Convert.FromBase64String(base64),
        _ => throw new InvalidDataException($"A row's data is of type {value.GetType().Name}."),
    };

    private static string Name(string name, int chunk) => chunk == 0 ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}{chunk}");

    private static bool HasOdd(string text) => text.Any(static c => char.IsControl(c) || "/\\#?".Contains(c, StringComparison.Ordinal));

    private static void Refuse(bool holds, StoreKey key, string what)
    {
        if (holds)
            throw new ArgumentException($"Azure Table 无法保存该键。Azure Table cannot keep the state {key.StateName} of {key.GrainId}: {what}.", nameof(key));
    }
}
