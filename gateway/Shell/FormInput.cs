using Rectification.Gateway.Http;

namespace Rectification.Gateway.Shell;

/// <summary>What a page was sent by one of its forms; nothing when it was merely opened.</summary>
internal readonly struct FormInput(HttpContext context)
{
    private static readonly char[] Separators = [' ', ',', ',', '、', ';', ';', '\t', '\r', '\n'];

    private IFormCollection? Form => HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? context.Request.Form : null;

    /// <summary>The command's id, made when the form was rendered: posting twice is done once. <see langword="null"/> if it is malformed.</summary>
    public string? Id => Text("id") is var id && IdempotencyKey.IsKey(id) ? id : null;

    public string Text(string name) => Form?[name].ToString().Trim() ?? "";

    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>Every value of a name: of checkboxes those that are checked.</summary>
    public IReadOnlyList<string> All(string name) => [.. (Form?[name] ?? []).OfType<string>()];

    /// <summary>Ids typed into one field, separated by blanks, commas or lines.</summary>
    public IReadOnlyList<string> Ids(string name) =>
        [.. Text(name).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    public IFormFile? File(string name) => Form?.Files[name] is { Length: > 0 } file ? file : null;
}
