using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Plans;
using Rectification.Queries;

namespace Rectification.Gateway.Plans;

/// <summary>What crosses HTTP as JSON of plans.</summary>
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(ItemList<PlanView>))]
[JsonSerializable(typeof(RecountView))]
[JsonSerializable(typeof(ProposeAmendment))]
[JsonSerializable(typeof(ApproveAmendment))]
[JsonSerializable(typeof(ReturnAmendment))]
[JsonSerializable(typeof(WithdrawAmendment))]
[JsonSerializable(typeof(ClosePlan))]
[JsonSerializable(typeof(ReopenPlan))]
[JsonSerializable(typeof(AmendmentView))]
[JsonSerializable(typeof(ItemList<AmendmentView>))]
internal sealed partial class PlansJson : JsonSerializerContext
{
    public static readonly PlansJson Api = new(ApiJson.Options());
}
