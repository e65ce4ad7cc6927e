using Rectification.Gateway.Http;

namespace Rectification.Gateway.Shell;

/// <summary>The input of one of a page's forms, and the answer to it. On a page that was only opened nothing is typed.</summary>
public sealed class FormState
{
    /// <summary>Name of the one handler to which every form of a page is posted; which form it was says <see cref="Command"/>.</summary>
    public const string Handler = "act";

    private IFormCollection? _form;

    private FormState(IFormCollection? form)
    {
        _form = form;
        Id = IdempotencyKey.IsKey(form?["id"]) ? form!["id"].ToString() : NewId();
    }

    /// <summary>Which of the page's forms was sent; <see langword="null"/> on a page that was only opened.</summary>
    public string? Command => _form?["command"];

    /// <summary>The command's id. It stays while a command is tried again, so that it is applied once even if answers were lost.</summary>
    public string Id { get; private set; }

    /// <summary>What stands in one of the page's forms: the id of what was sent, or one of its own. A shared one is used up by the first form done.</summary>
    public string IdOf(string command) => Command == command ? Id : NewId();

    /// <summary>Why it was not done.</summary>
    public Refusal? Refusal => Refusals.Count > 0 ? Refusals[0] : null;

    /// <summary>All that stood against it, as far as it is told at once.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>Files of evidence that are here already and were sent along.</summary>
    public IReadOnlyList<SentFile> Files { get; set; } = [];

    public static FormState Into(HttpRequest request) => new(HttpMethods.IsPost(request.Method) && request.HasFormContentType ? request.Form : null);

    /// <summary>What was typed, without blanks around it; empty where nothing was.</summary>
    public string this[string field] => _form?[field].ToString().ReplaceLineEndings("\n").Trim() ?? "";

    /// <summary>What was typed into a field of one form; <see langword="null"/> when another form was sent, or none.</summary>
    public string? Of(string command, string field) => Command == command ? this[field] : null;

    public IReadOnlyList<string> All(string field) => _form is { } form ? [.. form[field].OfType<string>()] : [];

    public string? OrNothing(string field) => this[field] is { Length: > 0 } text ? text : null;

    public int? Whole(string field) => HalfWidth.Whole(this[field]);

    public decimal? Amount(string field) => HalfWidth.Amount(this[field]);

    public void Refuse(Refusal refusal, params IReadOnlyList<Refusal> all)
    {
        Refusals = all.Count > 0 ? all : [refusal];

        if (refusal.Code == CommandRefusals.KeyReused.Code)
        {
            Renew();
        }
    }

    /// <summary>What was sent under the id is done; what stands here now is something new.</summary>
    public void Renew() => Id = NewId();

    /// <summary>What was sent is done and not shown again; what stands here now is something new.</summary>
    public void Forget()
    {
        _form = null;
        Renew();
    }

    /// <summary>Why a field was refused, if that is what was said.</summary>
    public Refusal? At(string command, string field) =>
        Command != command ? null : Refusals.FirstOrDefault(refusal => refusal.Pointer is { } pointer
            && (pointer == "/" + field || pointer.StartsWith($"/{field}/", StringComparison.Ordinal)));

    private static string NewId() => Guid.NewGuid().ToString("N");
}

/// <summary>A file of evidence that is here already, as a form names it.</summary>
public sealed record SentFile(string Sha256, string Name)
{
    /// <summary>How it stands in a form's field.</summary>
    public string Value => $"{Sha256} {Name}";

    public static SentFile Of(string value) => value.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? new(value[..blank], value[(blank + 1)..])
        : new(value, value);
}
