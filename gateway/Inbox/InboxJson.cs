using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Notifications;

namespace Rectification.Gateway.Inbox;

/// <summary>What crosses HTTP as JSON of the inbox.</summary>
[JsonSerializable(typeof(InboxView))]
[JsonSerializable(typeof(ReadMark))]
internal sealed partial class InboxJson : JsonSerializerContext
{
    public static readonly InboxJson Api = new(ApiJson.Options());
}
