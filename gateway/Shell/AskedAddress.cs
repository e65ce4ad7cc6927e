using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rectification.Gateway.Shell;

/// <summary>
/// An address and what is asked for behind it. A page has hundreds of them, so nothing is made but the one text, and nothing stands in it that is
/// not asked for.
/// </summary>
internal ref struct AskedAddress
{
    private DefaultInterpolatedStringHandler _text;
    private bool _asked;

    /// <param name="path">What stands before the question mark.</param>
    public AskedAddress(string path)
    {
        _text = new(path.Length, 0, CultureInfo.InvariantCulture);
        _text.AppendLiteral(path);
    }

    /// <summary>A text; an empty one is not asked for.</summary>
    public void Add(string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            Begin(name);
            _text.AppendLiteral(Uri.EscapeDataString(value));
        }
    }

    public void Add(string name, bool? value)
    {
        if (value is { } stated)
        {
            Begin(name);
            _text.AppendLiteral(stated ? "true" : "false");
        }
    }

    public void Add(string name, int? value)
    {
        if (value is { } stated)
        {
            Begin(name);
            _text.AppendFormatted(stated);
        }
    }

    public void Add(string name, DateOnly? value)
    {
        if (value is { } day)
        {
            Begin(name);
            _text.AppendLiteral(Days.Text(day));
        }
    }

    /// <summary>The address; nothing can be added to it any more.</summary>
    public string Finished() => _text.ToStringAndClear();

    private void Begin(string name)
    {
        _text.AppendLiteral(_asked ? "&" : "?");
        _text.AppendLiteral(name);
        _text.AppendLiteral("=");
        _asked = true;
    }
}
