using System.Text.Json;
using System.Text.Json.Serialization;
using Rectification.Calendars;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Calendars;

/// <summary>What crosses HTTP as JSON of calendars.</summary>
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(CalendarYear))]
[JsonSerializable(typeof(CalendarView))]
[JsonSerializable(typeof(ItemList<CalendarView>))]
internal sealed partial class CalendarsJson : JsonSerializerContext
{
    public static readonly CalendarsJson Api = new(ApiJson.Options());
}
