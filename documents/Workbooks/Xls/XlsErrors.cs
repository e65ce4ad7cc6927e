using System.Buffers.Binary;

namespace Rectification.Documents.Workbooks.Xls;

/// <summary>The cells of a binary workbook that hold an error such as #REF!, which ExcelDataReader gives as empty ones.</summary>
internal static class XlsErrors
{
    private const int BoundSheet = 0x0085;
    private const int BoolErr = 0x0205;
    private const int Begin = 0x0809;
    private const int End = 0x000A;

    /// <summary>One is enough to keep a ledger from being taken in; a file of nothing else must not fill the memory.</summary>
    private const int Most = 100_000;

    private static readonly int[] Formulas = [0x0006, 0x0206, 0x0406];

    /// <summary>Of each sheet that holds cells, in order: cell → its error.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<(int Row, int Column), string>> Of(Stream stream)
    {
        if (OleStream.Read(stream, "Workbook", "Book") is not { } book)
        {
            return [];
        }

        var (left, found) = (Most, new List<Dictionary<(int Row, int Column), string>>());
        foreach (var at in Sheets(book))
        {
            found.Add(Errors(book, at, ref left));
        }

        return found;
    }

    private static IEnumerable<int> Sheets(byte[] book)
    {
        foreach (var (kind, at, length) in Records(book, 0))
        {
            // The type of sheet 0 holds cells; charts and macros are others.
            if (kind == BoundSheet && length >= 6 && book[at + 5] == 0)
            {
                yield return (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(book.AsSpan(at)));
            }
        }
    }

    private static Dictionary<(int Row, int Column), string> Errors(byte[] book, int start, ref int left)
    {
        var errors = new Dictionary<(int Row, int Column), string>();
        foreach (var (kind, at, length) in Records(book, start))
        {
            var error = kind == BoolErr && length >= 8 && book[at + 7] == 1 ? book[at + 6]
                : Formulas.Contains(kind) && length >= 14 && book[at + 6] == 2 && book[at + 12] == 0xFF && book[at + 13] == 0xFF ? book[at + 8]
                : (int?)null;
            if (error is { } code && left > 0)
            {
                left--;
                errors[(Word(book, at) + 1, Word(book, at + 2) + 1)] = Name(code);
            }
        }

        return errors;
    }

    /// <summary>The records of one part, from its beginning to its end; parts within it, such as charts, are passed over.</summary>
    private static IEnumerable<(int Kind, int At, int Length)> Records(byte[] book, int start)
    {
        var depth = 0;
        for (var at = start; at >= 0 && at + 4 <= book.Length;)
        {
            var (kind, length) = (Word(book, at), Word(book, at + 2));
            at += 4;
            if (at + length > book.Length)
            {
                yield break;
            }

            depth += kind == Begin ? 1 : kind == End ? -1 : 0;
            if (depth <= 0)
            {
                yield break;
            }

            if (depth == 1)
            {
                yield return (kind, at, length);
            }

            at += length;
        }
    }

    private static int Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static string Name(int code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
}
