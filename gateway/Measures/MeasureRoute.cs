using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;
using Rectification.Queries;

namespace Rectification.Gateway.Measures;

/// <summary>The measure a route names, which may not be there.</summary>
internal sealed record MeasureKey(string Plan, int No)
{
    public static ValueTask<MeasureKey?> BindAsync(HttpContext context) =>
        RequestPath.Id(context, "plan") is { } plan && RequestPath.Number(context, "no") is > 0 and var no
            ? new(new MeasureKey(plan, no))
            : Binding.Refused<MeasureKey>(context, MeasureRefusals.Unknown);
}

/// <summary>The measure a route names, as whoever asks may see it.</summary>
internal sealed record SeenMeasure(MeasureView View)
{
    public static async ValueTask<SeenMeasure?> BindAsync(HttpContext context)
    {
        if (context.IsRefused())
        {
            return null;
        }

        var (plan, no) = (RequestPath.Id(context, "plan"), RequestPath.Number(context, "no"));
        var (measure, refusal) = await MeasureReading.One(context.Grains(), context.Caller(), plan, no);
        return refusal is null ? new(measure!) : await Binding.Refused<SeenMeasure>(context, refusal);
    }
}

/// <summary>What a list of measures is asked for.</summary>
internal sealed record MeasuresAsked(MeasureFilter Filter) : IAsked<MeasuresAsked>
{
    public static MeasuresAsked Read(Query query) => new(MeasureReading.Filter(query));
}
