namespace Rectification.Documents.Ledgers;

internal static class LedgerText
{
    public static bool IsBlank(string text)
    {
        foreach (var sign in text)
        {
            if (!Fold.Blank(sign))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Nothing, or only dashes and slashes that stand for nothing.</summary>
    public static bool SaysNothing(string text)
    {
        foreach (var sign in text)
        {
            if (!Fold.Blank(sign) && sign is not ('-' or '/' or '\\' or '~' or '_' or '\u2014' or '\u2015' or '\u2013' or '\uFF0F' or '\uFF0D'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>同上， 〃 and the like: as the cell above.</summary>
    public static bool SaysSame(string text) => text.Length <= 8 && Fold.Tight(text) is "\u540C\u4E0A" or "\u540C\u524D" or "\u540C\u4E0A\u884C"
        or "\u540C\u4E0A\u6761" or "\u3003" or "\u2033" or "\"" or "\u201D" or "''" or "(\u540C\u4E0A)";
}
