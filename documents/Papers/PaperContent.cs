namespace Rectification.Documents.Papers;

/// <summary>What is put into a paper, by the tags of its content controls.</summary>
public sealed record PaperContent
{
    /// <summary>Tag → text; what is absent, empty or blank is printed as a blank box.</summary>
    public IReadOnlyDictionary<string, string?> Texts { get; init; } = new Dictionary<string, string?>();

    /// <summary>Tag of a group → one dictionary per row, by the columns' tags. No row at all is printed as one blank row.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>> Rows { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string?>>>();

    /// <summary>Tag of a body → its paragraphs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PaperParagraph>> Bodies { get; init; } = new Dictionary<string, IReadOnlyList<PaperParagraph>>();

    /// <summary>The colour of slips（三色督办）， six hexadecimal digits; <see langword="null"/>: black.</summary>
    public string? Colour { get; init; }
}

/// <summary>One paragraph of a body.</summary>
public sealed record PaperParagraph(PaperLevel Level, string Text);

/// <summary>What a paragraph is, as GB/T 9704-2012 tells them apart.</summary>
public enum PaperLevel
{
    /// <summary>正文，3号仿宋， the first line two characters in.</summary>
    Text = 0,

    /// <summary>一、 黑体.</summary>
    First = 1,

    /// <summary>（一） 楷体.</summary>
    Second = 2,

    /// <summary>1. 仿宋，bold.</summary>
    Third = 3,

    /// <summary>（1） 仿宋.</summary>
    Fourth = 4,

    /// <summary>标题，2号小标宋， centred.</summary>
    Title = 5,

    /// <summary>署名 and 成文日期： to the right, four characters from the edge.</summary>
    Signature = 6,

    /// <summary>附件 on a page of its own, 3号黑体.</summary>
    Attachment = 7,

    /// <summary>抄送 and 印发： 4号仿宋， one character in from both sides.</summary>
    Copies = 8,
}
