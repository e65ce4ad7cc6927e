namespace Rectification.Documents.Workbooks.Xls;

/// <summary>The date system of a binary workbook, which ExcelDataReader uses and does not tell.</summary>
internal static class XlsDateMode
{
    /// <summary>The record DATEMODE saying 1904, between HIDEOBJ and PRECISION as the format demands.</summary>
    public static bool Is1904(Stream stream)
    {
        ReadOnlySpan<byte> dateMode = [0x22, 0x00, 0x02, 0x00, 0x01, 0x00, 0x0E, 0x00, 0x02, 0x00];
        var buffer = new byte[64 * 1024];
        var kept = 0;
        stream.Position = 0;
        while (stream.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
        {
            var length = kept + read;
            if (buffer.AsSpan(0, length).IndexOf(dateMode) >= 0)
            {
                return true;
            }

            kept = Math.Min(dateMode.Length - 1, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }

        return false;
    }
}
