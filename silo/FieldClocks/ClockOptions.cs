using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rectification.FieldClocks;

/// <summary>Section <c>Clock</c>: without it the field's clock is the real one.</summary>
public sealed class ClockOptions
{
    /// <summary>What the clock shows at the first start, ISO 8601 with offset; default: now.</summary>
    public DateTimeOffset? StartAt { get; set; }

    /// <summary>Seconds of the clock per real second, above 0 and at most <see cref="MaxSpeed"/>; default 1.</summary>
    public double Speed { get; set; } = 1;

    public const double MaxSpeed = 1_000_000;

    internal string Signature => string.Create(CultureInfo.InvariantCulture, $"{StartAt:O} x{Speed}");
}

/// <summary>Gives the grains the clock that configuration asks for.</summary>
public static class ClockHosting
{
    /// <param name="builder">The host.</param>
    /// <param name="hasStore">Whether the host holds a silo, and so a store to read the clock's anchor from.</param>
    public static void AddFieldClock(this IHostApplicationBuilder builder, bool hasStore)
    {
        if (builder.Services.Any(static service => service.ServiceKey is Clocks.Key && service.ServiceType == typeof(TimeProvider)))
        {
            // The host drives a clock of its own.
            return;
        }

        var options = builder.Configuration.GetSection("Clock").Get<ClockOptions>() ?? new();
        if (options.Speed is not (> 0 and <= ClockOptions.MaxSpeed))
        {
            throw new InvalidOperationException($"Clock:Speed 须大于 0 且不超过 {ClockOptions.MaxSpeed}。 "
                + $"Clock:Speed must be above 0 and at most {ClockOptions.MaxSpeed}.");
        }

        if (options is { StartAt: null, Speed: 1 })
        {
            builder.Services.AddKeyedSingleton(Clocks.Key, TimeProvider.System);
            return;
        }

        if (!hasStore)
        {
            throw new InvalidOperationException(
                "单独的网关进程不能设置 Clock；请用 embedded 方式。 A gateway without a silo cannot have a Clock of its own; use the embedded profile.");
        }

        var clock = new FieldClock(options.Speed);
        builder.Services.AddKeyedSingleton<TimeProvider>(Clocks.Key, clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClockAnchoring>();
    }
}
