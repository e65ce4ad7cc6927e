using Rectification.Gateway.Evidence;
using Rectification.Gateway.Evidence.Pages;
using Rectification.Gateway.Review.Pages;
using Rectification.Gateway.Tasks.Pages;

namespace Rectification.Gateway.Hosting;

/// <summary>What the pages of reporters and reviewers are made of.</summary>
internal static class WorkbenchHosting
{
    public static void AddWorkbench(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FormEvidence>();
        builder.Services.AddSingleton<TaskReader>();
        builder.Services.AddSingleton<ReviewQueue>();
        builder.Services.AddSingleton<EvidenceReader>();
    }

    public static void MapWorkbench(this WebApplication app) => app.MapEvidenceInPlace();
}
