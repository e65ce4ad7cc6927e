using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Rectification.Gateway.Shell;

/// <summary>
/// A piece of a page written as one text: what stands between the braces of an interpolated string is encoded, the rest is markup as it stands. For rows that a
/// page repeats many times: a component, an element or an attribute of its own for each cell costs many times what the text costs.
/// </summary>
internal static class Html
{
    /// <summary>The encoder of all pages: Chinese as it is, not as numbers: a third of the bytes, and readable.</summary>
    public static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    public static MarkupString Of(ref Pieces markup) => new(markup.Finished());

    /// <summary>Pieces one after the other.</summary>
    public static MarkupString Each<T>(IReadOnlyList<T> things, Func<T, MarkupString> piece)
    {
        if (things.Count == 1)
        {
            return piece(things[0]);
        }

        var all = new Pieces(0, things.Count);
        foreach (var thing in things)
        {
            all.AppendFormatted(piece(thing));
        }

        return new(all.Finished());
    }

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public ref struct Pieces
    {
        private DefaultInterpolatedStringHandler _text;

        public Pieces(int literals, int holes) => _text = new(literals, holes, CultureInfo.InvariantCulture);

        public void AppendLiteral(string markup) => _text.AppendLiteral(markup);

        public void AppendFormatted(string? text)
        {
            if (text is not null)
            {
                _text.AppendLiteral(Encoder.Encode(text));
            }
        }

        public void AppendFormatted(long number) => _text.AppendFormatted(number);

        /// <summary>What is markup already stays so.</summary>
        public void AppendFormatted(MarkupString piece) => _text.AppendLiteral(piece.Value ?? "");

        internal string Finished() => _text.ToStringAndClear();
    }
}
