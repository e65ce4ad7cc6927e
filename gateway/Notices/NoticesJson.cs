using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Notices;

namespace Rectification.Gateway.Notices;

/// <summary>What crosses HTTP as JSON of notices.</summary>
[JsonSerializable(typeof(DraftNotice))]
[JsonSerializable(typeof(EditNotice))]
[JsonSerializable(typeof(CommentNotice))]
[JsonSerializable(typeof(FreezeNotice))]
[JsonSerializable(typeof(WithdrawNotice))]
[JsonSerializable(typeof(NoticeView))]
[JsonSerializable(typeof(NoticeReading))]
[JsonSerializable(typeof(NoticeProof))]
[JsonSerializable(typeof(ItemList<NoticeView>))]
internal sealed partial class NoticesJson : JsonSerializerContext
{
    public static readonly NoticesJson Api = new(ApiJson.Options());
}
