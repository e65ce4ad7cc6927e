using Rectification.Gateway.Http;
using Rectification.Terms;

namespace Rectification.Gateway.Shell;

/// <summary>The language a page speaks: what was chosen on the page, otherwise what the browser prefers, otherwise Chinese.</summary>
internal readonly record struct Bilingual(bool English)
{
    /// <summary>Cookie of a visitor's choice of language; holds <c>zh</c> or <c>en</c>.</summary>
    public const string Cookie = "rectification-language";

    public string this[string zh, string en] => English ? en : zh;

    public string this[Term term] => English ? term.En : term.Zh;

    public string this[Refusal refusal] => Errors.Sentence(refusal, English);

    /// <summary>Between a thing and what is said of it.</summary>
    public string Colon => this["：", ": "];

    /// <summary>The term at the head of a column or a tile.</summary>
    public string Head(Term term) => English ? char.ToUpperInvariant(term.En[0]) + term.En[1..] : term.Zh;

    public string InBrackets(string text) => this[$"（{text}）", $" ({text})"];

    public string List(IEnumerable<string> things) => string.Join(this["、", ", "], things);

    public string Clauses(IEnumerable<string> clauses) => string.Join(this["；", "; "], clauses);

    /// <summary>The language's tag, for <c>lang</c>.</summary>
    public string Tag => English ? "en" : "zh-CN";

    public static Bilingual To(HttpRequest request) => new(request.Cookies[Cookie] switch
    {
        "en" => true,
        "zh" => false,
        _ => Language.IsEnglish(request),
    });
}
