using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rectification.Calendars;

/// <summary>Gives the grains the calendars that configuration asks for.</summary>
internal static class CalendarHosting
{
    /// <summary>The calendars that come with the program.</summary>
    private static string Shipped => Path.Combine(AppContext.BaseDirectory, "seeds", "calendars");

    /// <exception cref="InvalidOperationException">A calendar is not as it should be.</exception>
    public static void AddWorkingDays(this IHostApplicationBuilder builder)
    {
        var folder = builder.Configuration["Calendar:Path"] is { Length: > 0 } path ? Path.GetFullPath(path) : Shipped;
        builder.Services.AddSingleton(new OfficeCalendar(CalendarFolder.Read(folder)));
    }
}
