using System.Text;

namespace Rectification;

/// <summary>
/// A text in quotation marks within a sentence. Quoted texts quote in their turn: inside “ ” stand ‘ ’ and inside these “ ” again (GB/T 15834), and a
/// text that was cut off in the middle of what it quotes is closed.
/// </summary>
public static class Quotation
{
    private const char Open = '“';
    private const char Close = '”';
    private const char OpenWithin = '‘';
    private const char CloseWithin = '’';

    /// <summary>The text between “ and ”.</summary>
    public static string Of(string text)
    {
        var said = new StringBuilder(text.Length + 2).Append(Open);
        var open = new Stack<char>();
        foreach (var sign in text)
        {
            // Marks that close nothing stay: ’ is an apostrophe in many names.
            var closes = sign is Close or CloseWithin && open.Count > 0 && open.Peek() == (sign == Close ? CloseWithin : Close);
            if (sign is Open or OpenWithin)
            {
                open.Push(sign == Open ? CloseWithin : Close);
                said.Append(sign == Open ? OpenWithin : Open);
            }
            else
            {
                said.Append(closes ? open.Pop() : sign);
            }
        }

        while (open.TryPop(out var missing))
        {
            said.Append(missing);
        }

        return said.Append(Close).ToString();
    }
}
