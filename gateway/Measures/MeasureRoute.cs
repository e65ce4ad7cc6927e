using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Measures;
using Rectification.Queries;

namespace Rectification.Gateway.Measures;

/// <summary>The measure a route names, which may not be there.</summary>
internal sealed record MeasureKey(string Plan, int No)
{
    public static ValueTask<MeasureKey?> BindAsync(HttpContext context) =>
        Binding.Numbered(context, static (plan, no) => new MeasureKey(plan, no), MeasureRefusals.Unknown);
}

/// <summary>The measure a route names, as whoever asks may see it.</summary>
internal sealed record SeenMeasure(MeasureView View)
{
    public static ValueTask<SeenMeasure?> BindAsync(HttpContext context) => Binding.Seen(
        context, (plan, no) => MeasureReading.One(context.Grains(), context.Caller(), plan, no), static (MeasureView view) => new SeenMeasure(view));
}

/// <summary>What a list of measures is asked for.</summary>
internal sealed record MeasuresAsked(MeasureFilter Filter) : IAsked<MeasuresAsked>
{
    public static MeasuresAsked Read(Query query) => new(MeasureReading.Filter(query));
}
