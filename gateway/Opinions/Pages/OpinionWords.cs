using Rectification.Opinions;
using Rectification.Terms;

namespace Rectification.Gateway.Opinions.Pages;

/// <summary>What pages of opinions say.</summary>
internal static class OpinionWords
{
    public const string Give = "give-opinion";
    public const string Switch = "switch-opinions";
    public const string Screen = "screen-opinion";
    public const string Answer = "answer-opinion";

    public static Term Of(OpinionStatus status) => status switch
    {
        OpinionStatus.Received => new("待审阅", "to be screened"),
        OpinionStatus.Screened => new("待答复", "awaiting answer"),
        OpinionStatus.Answered => new("已答复", "answered"),
        OpinionStatus.SetAside => new("不予受理", "set aside"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };
}
