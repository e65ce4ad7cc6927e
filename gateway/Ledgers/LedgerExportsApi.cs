using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Gateway.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>What goes out as a workbook: a plan's ledger, single lists as their pages show them, and units' sheets to be filled in.</summary>
internal static class LedgerExportsApi
{
    public static void AddLedgerExports(this IServiceCollection services)
    {
        services.AddSingleton<ExportsUnderWay>();
        services.AddSingleton<MadeFiles>();
        services.AddSingleton<PlanRows>();
        services.AddSingleton<LedgerExports>();
        services.AddSingleton<ListExports>();
        services.AddSingleton<RecordExports>();
    }

    public static void MapLedgerExports(this IEndpointRouteBuilder api)
    {
        Workbook("/plans/{plan}/ledger.xlsx", Plan, "The plan's lists（导出台账）as a workbook, by the filters of the list of measures");
        Workbook("/plans/{plan}/problems.xlsx", Problems, "The list of problems（问题清单）as a workbook, by its own filters");
        Workbook("/plans/{plan}/institutions.xlsx", Institutions, "The list of institutions（制度清单）as a workbook, by the filters of the list of measures");
        Workbook("/plans/{plan}/evidence.xlsx", Evidence, "The list of evidence（佐证材料清单）as a workbook, by the filters of the list of measures");
        Workbook("/orders.xlsx", Orders, "The list of orders（督办单清单）as a workbook, by its own filters");
        Workbook("/plans/{plan}/look-backs.xlsx", LookBacks, "Measures that were looked back at（回头看清单）as a workbook; with no of one look-back");
        Workbook("/plans/{plan}/amendments.xlsx", Amendments, "What amendments change（方案调整清单）as a workbook");
        Workbook("/reviews.xlsx", Reviews, "What waits for the caller's decision（待审核事项）as a workbook");
        api.Get("/accounts.xlsx", Policy.Ops, Accounts, "Accounts（账号清单）as a workbook, or those of a name, unit or role q")
            .Gives<string>(contentType: MadeFiles.Workbook);
        Workbook("/plans/{plan}/units/{unit}/sheet.xlsx", Sheet, "A unit's sheet to be filled in offline（填报表）");
        api.Get("/plans/{plan}/sheets.zip", Policy.ReadPlan, Sheets, "The sheets of all units, for whoever sees the whole plan")
            .Gives<string>(contentType: MadeFiles.Zip);
        api.Get("/exports/{export}", Policy.ReadPlan, Progress, "How far a workbook is that the caller asked for with progress=export");

        void Workbook(string pattern, Delegate send, string summary) =>
            api.Get(pattern, Policy.ReadPlan, send, summary).Gives<string>(contentType: MadeFiles.Workbook);
    }

    private static Task Plan(HttpContext context, Asked<LedgerAsked> asked, KnownPlan plan, Caller caller, LedgerExports exports) =>
        exports.Plan(context, plan.Frame, caller, asked.Value);

    private static Task Problems(HttpContext context, Asked<ProblemsAsked> asked, KnownPlan plan, Caller caller, ListExports exports) =>
        exports.Problems(context, plan.Frame, caller, asked.Value);

    private static Task Institutions(HttpContext context, Asked<LedgerAsked> asked, KnownPlan plan, Caller caller, ListExports exports) =>
        exports.Institutions(context, plan.Frame, caller, asked.Value);

    private static Task Evidence(HttpContext context, Asked<LedgerAsked> asked, KnownPlan plan, Caller caller, ListExports exports) =>
        exports.Evidence(context, plan.Frame, caller, asked.Value);

    private static Task Orders(HttpContext context, Asked<OrdersAsked> asked, Caller caller, ListExports exports) =>
        exports.Orders(context, caller, asked.Value);

    private static Task LookBacks(HttpContext context, Asked<LookBacksAsked> asked, KnownPlan plan, Caller caller, RecordExports exports) =>
        exports.LookBacks(context, plan.Frame, caller, asked.Value.No);

    private static Task Amendments(HttpContext context, KnownPlan plan, Caller caller, RecordExports exports) =>
        exports.Amendments(context, plan.Frame, caller);

    private static Task Reviews(HttpContext context, Caller caller, RecordExports exports) => exports.Reviews(context, caller);

    private static Task Accounts(HttpContext context, Asked<AccountsFileAsked> asked, Caller caller, RecordExports exports) =>
        exports.Accounts(context, caller, asked.Value.Text);

    private static Task Sheet(HttpContext context, KnownPlan plan, string unit, Caller caller, LedgerExports exports) =>
        exports.Sheet(context, plan.Frame, caller, unit);

    private static Task Sheets(HttpContext context, KnownPlan plan, Caller caller, LedgerExports exports) => exports.Sheets(context, plan.Frame, caller);

    private static ExportView Progress(string export, Caller caller, ExportsUnderWay underWay) => underWay.Of(caller, export);
}
