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
}
