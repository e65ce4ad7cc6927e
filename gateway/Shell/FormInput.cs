using Rectification.Gateway.Http;

namespace Rectification.Gateway.Shell;

/// <summary>What a page was sent by one of its forms; nothing when it was merely opened.</summary>
internal readonly struct FormInput(HttpContext context)
{
    private IFormCollection? Form => HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? context.Request.Form : null;

    /// <summary>The command's id, made when the form was rendered: posting twice is done once. <see langword="null"/> if it is malformed.</summary>
    public string? Id => Text("id") is var id && IdempotencyKey.IsKey(id) ? id : null;

    public string Text(string name) => Form?[name].ToString().Trim() ?? "";

    /// <summary>An id, a number, an address: what a machine reads, typed at either width.</summary>
    public string Word(string name) => HalfWidth.Of(Text(name)).Trim();

    public string? WordOrNull(string name) => Word(name) is { Length: > 0 } word ? word : null;

    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Every value of a name: of checkboxes those that are checked.</summary>
    public IReadOnlyList<string> All(string name) => [.. (Form?[name] ?? []).OfType<string>()];

    /// <summary>Ids typed into one field, separated by blanks, commas or lines.</summary>
    public IReadOnlyList<string> Ids(string name) =>
        [.. HalfWidth.Pieces(Text(name)).Distinct(StringComparer.Ordinal)];

    public IFormFile? File(string name) => Form?.Files[name] is { Length: > 0 } file ? file : null;
}
