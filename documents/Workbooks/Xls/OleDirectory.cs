using System.Text;

namespace Rectification.Documents.Workbooks.Xls;

/// <summary>The names within an OLE container: old workbooks, encrypted new ones and projects of macros are such.</summary>
internal static class OleDirectory
{
    private const int EntrySize = 128;
    private const int Largest = 64 << 20;

    /// <summary>Whether it lists a stream or storage of that name.</summary>
    public static bool Lists(Stream stream, string name)
    {
        // Entries begin at every 128th byte of a directory, wherever its sectors lie.
        var wanted = Encoding.Unicode.GetBytes(name + "\0");
        var entry = new byte[64 * 1024];
        stream.Position = 0;
        while (stream.Position < Largest && stream.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) is var length and > 0)
        {
            for (var at = 0; at + EntrySize <= length; at += EntrySize)
            {
                if (entry.AsSpan(at, wanted.Length).SequenceEqual(wanted))
                {
                    stream.Position = 0;
                    return true;
                }
            }
        }

        stream.Position = 0;
        return false;
    }
}
