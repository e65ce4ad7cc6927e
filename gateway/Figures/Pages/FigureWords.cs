using Rectification.Figures;
using Rectification.Gateway.Shell;
using Rectification.Terms;

namespace Rectification.Gateway.Figures.Pages;

/// <summary>Figures in words.</summary>
internal static class FigureWords
{
    public static string Stated(Bilingual say, FigureView figure) => say[FigureTexts.Stated(figure.Stated, figure.Bound, figure.Unit)];

    public static string Derived(Bilingual say, FigureView figure) =>
        figure.Derived ? say[FigureTexts.Reported(figure.Value, figure.Unit, figure.Text)] : "–";

    public static string Amount(Bilingual say, decimal number, string? unit) => say[FigureTexts.Amount(number, unit)];
}
