using Microsoft.AspNetCore.DataProtection;

namespace Rectification.Gateway.Auth;

/// <summary>Sessions of people who signed in: all of it stands in the cookie, sealed, so nothing is kept here. The account ends it by a new security stamp.</summary>
internal sealed class Sessions(IDataProtectionProvider protection)
{
    public const string Cookie = "rectification-session";

    /// <summary>How long a session lasts; using it does not prolong it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(12);

    private const char Separator = '\n';
    private const string Password = "password";
    private const string Issuer = "issuer";

    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("rectification-session.v1").ToTimeLimitedDataProtector();

    /// <param name="context">The request that is answered with the cookie.</param>
    /// <param name="account">Who signed in.</param>
    /// <param name="stamp">The account's security stamp.</param>
    /// <param name="byPassword">Whether a password was shown; otherwise an issuer vouched.</param>
    public void Open(HttpContext context, string account, string stamp, bool byPassword)
    {
        var sealedText = _seal.Protect(string.Join(Separator, account, byPassword ? Password : Issuer, stamp), Length);
        context.Response.Cookies.Append(Cookie, sealedText, Options(context.Request));
    }

    public static void Close(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context.Request));

    /// <summary>What a cookie says, if it was made here and is not too old.</summary>
    public (string Account, string Stamp, bool ByPassword)? Read(string cookie)
    {
        try
        {
            return _seal.Unprotect(cookie).Split(Separator) is [var account, var how, var stamp] ? (account, stamp, how == Password) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
