using Microsoft.Extensions.Options;
using Rectification.Gateway.Http;
using Rectification.Hosting;

namespace Rectification.Gateway.Hosting;

/// <summary>The whole stop is bounded: the notice, and the time that work under way may take.</summary>
internal sealed class StoppingTime(IOptions<StoppingOptions> options) : IConfigureOptions<HostOptions>
{
    public void Configure(HostOptions host) =>
        host.ShutdownTimeout = RectificationHosting.TimeToStop + (options.Value.Notice ?? StoppingOptions.DefaultNotice);
}
