using System.Text;

namespace Rectification.Documents.Workbooks;

/// <summary>The encodings of Chinese offices.</summary>
internal static class TextEncodings
{
    /// <summary>GBK and GB2312 are parts of it; bytes that are no text of it become U+FFFD.</summary>
    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>The same; bytes that are no text of it are an error.</summary>
    public static Encoding StrictGb18030 { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
