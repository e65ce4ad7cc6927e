using System.Globalization;
using Rectification.Gateway.Shell;

namespace Rectification.Gateway.Rates.Pages;

/// <summary>Whether the figures may be relied on, in plain words.</summary>
internal static class SheetState
{
    public static string Settled(Bilingual say) => say["数字已核定", "figures verified"];

    /// <summary>With <c>{0}</c> for the number of units; the page's script fills it in too.</summary>
    public static string RecoveringPattern(Bilingual say) =>
        say["正在恢复：{0} 个单位的数字正在重新核对", "recovering: {0} units are being recounted"];

    public static string Of(int recovering, Bilingual say) => recovering == 0 ? Settled(say)
        : RecoveringPattern(say).Replace("{0}", recovering.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
