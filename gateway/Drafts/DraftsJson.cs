using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Drafts;

/// <summary>What crosses HTTP as JSON of drafts.</summary>
[JsonSerializable(typeof(DraftView))]
[JsonSerializable(typeof(ItemList<DraftLine>))]
[JsonSerializable(typeof(ItemList<DraftVersionView>))]
[JsonSerializable(typeof(ChangeDraft))]
[JsonSerializable(typeof(CommentDraft))]
[JsonSerializable(typeof(ApproveDraft))]
[JsonSerializable(typeof(ReturnDraft))]
[JsonSerializable(typeof(PutDraftInForce))]
[JsonSerializable(typeof(BaselinePage))]
internal sealed partial class DraftsJson : JsonSerializerContext
{
    public static readonly DraftsJson Api = new(ApiJson.Options());
}
