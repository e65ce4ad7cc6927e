using System.Text;

namespace Rectification.Tests.Chaos.Power;

/// <summary>What a program did to files, as <c>powercut.c</c> writes it down.</summary>
internal enum PowerAct : byte
{
    Open = 1,
    Write,
    Truncate,
    Sync,
    Rename,
    Unlink,
    Link,
    MakeFolder,
}

/// <summary>One thing it did.</summary>
internal sealed record PowerRecord(PowerAct Act, ulong Sequence, ulong Inode, long Offset, string First, string Second, byte[] Data)
{
    /// <summary><see cref="Offset"/> of an open are its flags, of a truncation the length after it, of a sync the sequence it began at.</summary>
    public bool Made => Act == PowerAct.Open && (Offset & 1) != 0;

    public bool Emptied => Act == PowerAct.Open && (Offset & 2) != 0;

    public bool OfFolder => Act == PowerAct.Open && (Offset & 4) != 0;

    /// <summary>The records of a log; one that was cut off in the middle ends it.</summary>
    public static IEnumerable<PowerRecord> Of(string log)
    {
        using var stream = new BufferedStream(File.OpenRead(log), 1 << 20);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        const int Head = 1 + (6 * sizeof(ulong));
        while (stream.Length - stream.Position >= Head)
        {
            var (act, sequence, inode, offset) = ((PowerAct)reader.ReadByte(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64());
            var (first, second, data) = ((int)reader.ReadInt64(), (int)reader.ReadInt64(), (int)reader.ReadInt64());
            if (stream.Length - stream.Position < (long)first + second + data)
            {
                yield break;
            }

            yield return new(act, sequence, inode, offset, Encoding.UTF8.GetString(reader.ReadBytes(first)),
                Encoding.UTF8.GetString(reader.ReadBytes(second)), reader.ReadBytes(data));
        }
    }
}
