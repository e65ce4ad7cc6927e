using Microsoft.AspNetCore.HttpsPolicy;

namespace Rectification.Gateway.Hosting;

/// <summary>Section <c>Https</c>; certificates are Kestrel's own settings.</summary>
internal static class HttpsHosting
{
    private const string HstsDays = "Https:HstsDays";
    private const int Year = 365;

    /// <summary>
    /// For how long browsers are told to come by https only, whenever they came by it, here or at a proxy that says so. Not for subdomains: they are
    /// somebody else's.
    /// </summary>
    public static void AddHttps(this WebApplicationBuilder builder) => builder.Services.Configure<HstsOptions>(hsts =>
    {
        var days = builder.Configuration.GetValue(HstsDays, Year);
        hsts.MaxAge = TimeSpan.FromDays(days);
        hsts.IncludeSubDomains = false;
    });
}
