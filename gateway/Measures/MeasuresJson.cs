using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Measures;

namespace Rectification.Gateway.Measures;

/// <summary>What crosses HTTP as JSON of measures and their commands.</summary>
[JsonSerializable(typeof(ClaimMeasure))]
[JsonSerializable(typeof(ReportProgress))]
[JsonSerializable(typeof(ConfirmAssignment))]
[JsonSerializable(typeof(RequestSignOff))]
[JsonSerializable(typeof(WithdrawSignOff))]
[JsonSerializable(typeof(ReviewSignOff))]
[JsonSerializable(typeof(RequestExtension))]
[JsonSerializable(typeof(ReviewExtension))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(ProposeBasicallyDone))]
[JsonSerializable(typeof(ReviewBasicallyDone))]
[JsonSerializable(typeof(ReopenMeasure))]
[JsonSerializable(typeof(RegisterInstitution))]
[JsonSerializable(typeof(RecordStandingCheck))]
[JsonSerializable(typeof(RequestWaiting))]
[JsonSerializable(typeof(ReviewWaiting))]
[JsonSerializable(typeof(EndWaiting))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(MeasureView))]
[JsonSerializable(typeof(ItemList<MeasureView>))]
[JsonSerializable(typeof(ItemList<WarningView>))]
[JsonSerializable(typeof(ItemList<InstitutionRow>))]
[JsonSerializable(typeof(MeasureTrailAnswer))]
internal sealed partial class MeasuresJson : JsonSerializerContext
{
    public static readonly MeasuresJson Api = new(ApiJson.Options());
}
