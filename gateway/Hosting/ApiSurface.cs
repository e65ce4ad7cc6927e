using System.Text.Json.Serialization.Metadata;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Backups;
using Rectification.Gateway.Calendars;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Digests;
using Rectification.Gateway.Drafts;
using Rectification.Gateway.Escalations;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Figures;
using Rectification.Gateway.Forecasts;
using Rectification.Gateway.History;
using Rectification.Gateway.Http;
using Rectification.Gateway.Inbox;
using Rectification.Gateway.Ledgers;
using Rectification.Gateway.LookBacks;
using Rectification.Gateway.Measures;
using Rectification.Gateway.Notices;
using Rectification.Gateway.Operations;
using Rectification.Gateway.Opinions;
using Rectification.Gateway.Orders;
using Rectification.Gateway.Papers;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Problems;
using Rectification.Gateway.Rates;
using Rectification.Gateway.Search;
using Rectification.Gateway.Signals;
using Rectification.Gateway.SignIn;
using Rectification.Gateway.Trails;
using Rectification.Gateway.Units;
using Rectification.Gateway.Webhooks;

namespace Rectification.Gateway.Hosting;

/// <summary>The capabilities of the API: the addresses of each, and the JSON of each.</summary>
internal static class ApiSurface
{
    /// <summary>The metadata of every type of the API, for what asks by type: the description and typed handlers.</summary>
    public static readonly IJsonTypeInfoResolver Json = JsonTypeInfoResolver.Combine(
        ErrorJson.Api,
        AccountsJson.Api,
        CalendarsJson.Api,
        DemoJson.Api,
        DigestsJson.Api,
        DraftsJson.Api,
        EscalationsJson.Api,
        EvidenceJson.Api,
        ForecastsJson.Api,
        FiguresJson.Api,
        HistoryJson.Api,
        InboxJson.Api,
        LedgersJson.Api,
        LookBacksJson.Api,
        MeasuresJson.Api,
        NoticesJson.Api,
        OperationsJson.Api,
        OpinionsJson.Api,
        OrdersJson.Api,
        PapersJson.Api,
        PlansJson.Api,
        ProblemsJson.Api,
        RatesJson.Api,
        SearchJson.Api,
        SignalsJson.Api,
        SignInJson.Api,
        TrailsJson.Api,
        UnitsJson.Api,
        WebhooksJson.Api);

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapPlans();
        api.MapRates();
        api.MapForecasts();
        api.MapFigures();
        api.MapUnits();
        api.MapNames();
        api.MapProblems();
        api.MapMeasures();
        api.MapSeals();
        api.MapEscalations();
        api.MapOrders();
        api.MapDigests();
        api.MapPapers();
        api.MapNotices();
        api.MapOpinions();
        api.MapAmendments();
        api.MapClosing();
        api.MapDrafts();
        api.MapHistory();
        api.MapEvidence();
        api.MapSignals();
        api.MapLedgers();
        api.MapLedgerExports();
        api.MapLookBacks();
        api.MapAccounts();
        api.MapWebhooks();
        api.MapCalendars();
        api.MapSession();
        api.MapInbox();
        api.MapBackup();
        api.MapSystem();
    }
}
