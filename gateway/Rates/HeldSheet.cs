using System.Globalization;
using System.Text;
using Rectification.Gateway.Http;
using Rectification.Rollups;

namespace Rectification.Gateway.Rates;

/// <summary>A sheet with the bytes it is served as.</summary>
internal sealed class HeldSheet : IResult
{
    private HeldSheet(RateSheet sheet)
    {
        Sheet = sheet;
        Json = JsonAnswer.Bytes(sheet, RatesJson.Api.RateSheet);
        ETag = Tag(sheet);
    }

    public RateSheet Sheet { get; }

    public byte[] Json { get; }

    /// <summary>Weak: a heartbeat moves <c>asOf</c> and leaves the figures.</summary>
    public string ETag { get; }

    public static HeldSheet Of(RateSheet sheet) => new(sheet);

    /// <summary>Whether both say the same, of the moment only the day: views of "today" are told of the next day.</summary>
    public bool SaysTheSameAs(HeldSheet other) =>
        Sheet.Version == other.Sheet.Version && Sheet.Recovering == other.Sheet.Recovering && Sheet.AsOf.Date == other.Sheet.AsOf.Date;

    public Task ExecuteAsync(HttpContext httpContext) => RatesFastPath.Serve(httpContext, this);

    public byte[] ToEvent()
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {Sheet.Version}\ndata: "));
        return [.. head, .. Json, .. "\n\n"u8];
    }

    private static string Tag(RateSheet sheet) => string.Create(CultureInfo.InvariantCulture, $"W/\"{sheet.Version}\"");
}
