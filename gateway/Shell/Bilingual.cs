using Rectification.Gateway.Http;

namespace Rectification.Gateway.Shell;

/// <summary>The language a page speaks: what was chosen on the page, otherwise what the browser prefers, otherwise Chinese.</summary>
internal readonly record struct Bilingual(bool English)
{
    /// <summary>Cookie of whoever chose a language; holds <c>zh</c> or <c>en</c>.</summary>
    public const string Cookie = "rectification-language";

    public string this[string zh, string en] => English ? en : zh;

    public string this[Refusal refusal] => Errors.Sentence(refusal, English);

    /// <summary>The language's tag, for <c>lang</c>.</summary>
    public string Tag => English ? "en" : "zh-CN";

    public static Bilingual To(HttpRequest request) => new(request.Cookies[Cookie] switch
    {
        "en" => true,
        "zh" => false,
        _ => Language.IsEnglish(request),
    });
}
