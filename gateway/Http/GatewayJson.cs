using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Rectification.Accounts;
using Rectification.Calendars;
using Rectification.Escalations;
using Rectification.Evidence;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.History;
using Rectification.Gateway.Inbox;
using Rectification.Gateway.LookBacks;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Orders;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Webhooks;
using Rectification.LookBacks;
using Rectification.Measures;
using Rectification.Notifications;
using Rectification.Orders;
using Rectification.Plans;
using Rectification.Problems;
using Rectification.Queries;
using Rectification.Rollups;
using Rectification.Signals;
using Rectification.Trails;

namespace Rectification.Gateway.Http;

/// <summary>Every type that crosses HTTP as JSON, with its generated metadata.</summary>
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ReplayState))]
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
[JsonSerializable(typeof(SignOffProblem))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(MeasureView))]
[JsonSerializable(typeof(ItemList<MeasureView>))]
[JsonSerializable(typeof(ItemList<WarningView>))]
[JsonSerializable(typeof(ItemList<InstitutionRow>))]
[JsonSerializable(typeof(ItemList<EscalationView>))]
[JsonSerializable(typeof(IssueOrder))]
[JsonSerializable(typeof(AnswerOrder))]
[JsonSerializable(typeof(ReturnOrder))]
[JsonSerializable(typeof(CloseOrder))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(ItemList<OrderView>))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(ItemList<ProblemView>))]
[JsonSerializable(typeof(TrailSlice))]
[JsonSerializable(typeof(MeasureTrailAnswer))]
[JsonSerializable(typeof(SealView))]
[JsonSerializable(typeof(ItemList<SealLine>))]
[JsonSerializable(typeof(RateSheet))]
[JsonSerializable(typeof(ItemList<RateSheet>))]
[JsonSerializable(typeof(UnitSheet))]
[JsonSerializable(typeof(ItemList<UnitSheet>))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(ItemList<PlanView>))]
[JsonSerializable(typeof(RecountView))]
[JsonSerializable(typeof(NewAccount))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(ItemList<AccountView>))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(IssuedKey))]
[JsonSerializable(typeof(NewScope))]
[JsonSerializable(typeof(NewContact))]
[JsonSerializable(typeof(DisableBody))]
[JsonSerializable(typeof(NoBody))]
[JsonSerializable(typeof(IssuedPassword))]
[JsonSerializable(typeof(HandoverBody))]
[JsonSerializable(typeof(SubstituteBody))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(ItemList<DemoAccount>))]
[JsonSerializable(typeof(EvidenceView))]
[JsonSerializable(typeof(EvidenceAbout))]
[JsonSerializable(typeof(ItemList<MeasureEvidence>))]
[JsonSerializable(typeof(MeasureSignals))]
[JsonSerializable(typeof(ItemList<MeasureSignals>))]
[JsonSerializable(typeof(DrawLookBack))]
[JsonSerializable(typeof(FileCheckSheet))]
[JsonSerializable(typeof(LookBackView))]
[JsonSerializable(typeof(ItemList<LookBackView>))]
[JsonSerializable(typeof(SheetAnswer))]
[JsonSerializable(typeof(HistoryRecord))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(IssuedWebhook))]
[JsonSerializable(typeof(ReplayFrom))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(ItemList<WebhookView>))]
[JsonSerializable(typeof(WebhookTrial))]
[JsonSerializable(typeof(InboxView))]
[JsonSerializable(typeof(ReadMark))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(CalendarYear))]
[JsonSerializable(typeof(CalendarView))]
[JsonSerializable(typeof(ItemList<CalendarView>))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>Deepest nesting of a body.</summary>
    public const int MaxDepth = 32;

    /// <summary>The context under the API's own rules of JSON.</summary>
    public static readonly GatewayJson Api = new(Configure(new JsonSerializerOptions()));

    /// <summary>The same, with sentences in English.</summary>
    private static readonly GatewayJson English = new(Configure(new JsonSerializerOptions(), english: true));

    /// <summary>How a type is written with sentences in English; types of other contexts have none.</summary>
    public static JsonTypeInfo<T> InEnglish<T>(JsonTypeInfo<T> type) =>
        ReferenceEquals(type.Options, Api.Options) ? (JsonTypeInfo<T>)English.GetTypeInfo(typeof(T))! : type;

    /// <summary>The API's rules: camelCase, words for enums, nothing missing, nothing twice, nothing null that may not be.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options, bool english = false)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;

        // Chinese stays readable; what HTML cares about is escaped all the same.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new RefusalConverter(english));
        foreach (var converter in Enums())
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    private static JsonConverter[] Enums() =>
    [
        new WordConverter<MeasureStatus>(),
        new WordConverter<Light>(),
        new WordConverter<LightKind>(),
        new WordConverter<Cadence>(),
        new WordConverter<Decision>(),
        new WordConverter<ReviewStep>(),
        new WordConverter<InstitutionKind>(),
        new WordConverter<UnitKind>(),
        new WordConverter<EscalationTarget>(),
        new WordConverter<DayKind>(),
        new WordConverter<OrderStatus>(),
        new WordConverter<DayOfWeek>(),
        new WordConverter<NotificationKind>(),
        new WordConverter<AudienceKind>(),
        new WordConverter<PaperSignalKind>(),
        new WordConverter<CalendarOrigin>(),
    ];
}
