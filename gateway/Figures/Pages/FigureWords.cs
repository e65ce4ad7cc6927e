using Rectification.Figures;
using Rectification.Gateway.Measures.Pages;
using Rectification.Gateway.Shell;
using Rectification.Terms;

namespace Rectification.Gateway.Figures.Pages;

/// <summary>Figures in words.</summary>
internal static class FigureWords
{
    /// <summary>What is stated, with its bound: 超 8000 万元.</summary>
    public static string Stated(Bilingual say, FigureView figure) => figure.Stated is not { } stated ? say["无", "none"]
        : say[Of(figure.Bound)] is { Length: > 0 } word ? $"{word} {RecordWords.Number(stated)} {figure.Unit}" : $"{RecordWords.Number(stated)} {figure.Unit}";

    public static Term Of(Bound bound) => bound switch
    {
        Bound.Over => new("超", "over"),
        Bound.Nearly => new("近", "nearly"),
        Bound.AtLeast => new("不少于", "at least"),
        Bound.AtMost => new("不超过", "at most"),
        Bound.Below => new("低于", "below"),
        Bound.About => new("约", "about"),
        Bound.Name => new("名称", "a name"),
        _ => new("", ""),
    };
}
