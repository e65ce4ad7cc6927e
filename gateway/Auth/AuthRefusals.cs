using static Rectification.Refusal;

namespace Rectification.Gateway.Auth;

/// <summary>Every "no" about who asks.</summary>
internal static class AuthRefusals
{
    public static readonly Refusal SignInFailed = Forbidden("auth.sign-in-failed", "账号或密码不正确。", "The account or the password is not right.");
    public static readonly Refusal LockedOut = TooMany("auth.locked-out", "密码错误次数过多，请稍后再试。", "Too many wrong passwords; try again later.");
    public static readonly Refusal PasswordMustChange = Forbidden("auth.password-must-change", "请先修改一次性密码。", "Change the one-time password first.");
    public static readonly Refusal PasswordWrong = Forbidden("auth.password-wrong", "当前密码不正确。", "The current password is not right.", "/current");
    public static readonly Refusal PasswordWeak = Invalid("account.password-weak", "密码须为 12 至 128 个字符，且至少有 5 个不同的字符。",
        "A password has 12 to 128 characters, at least 5 of them different.", "/password");
    public static readonly Refusal CrossSite = Forbidden("auth.cross-site", "该请求不是从本站页面发出的。", "The request did not come from a page of this site.");
    public static readonly Refusal TokenInvalid = Forbidden("auth.token-invalid", "令牌无效。", "The token is not valid.");
}
