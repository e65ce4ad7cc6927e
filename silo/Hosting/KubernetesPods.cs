using Microsoft.Extensions.Configuration;

namespace Rectification.Hosting;

/// <summary>
/// Orleans' Kubernetes hosting, where <c>Kubernetes:Enabled</c> asks for it: a silo is called like its pod, and given up as soon as its pod is gone.
/// </summary>
internal static class KubernetesPods
{
    /// <summary>The first is every pod's; the others the manifests hand in.</summary>
    private static readonly string[] Needed = ["KUBERNETES_SERVICE_HOST", "POD_NAME", "POD_NAMESPACE", "POD_IP"];

    /// <summary>Addresses and ports stay those of the section <c>Silo</c>.</summary>
    /// <exception cref="InvalidOperationException">It is asked for, and this is no pod that says who it is.</exception>
    public static ISiloBuilder UseKubernetesWhereAsked(this ISiloBuilder silo)
    {
        if (!silo.Configuration.GetValue<bool>("Kubernetes:Enabled"))
        {
            return silo;
        }

        var missing = string.Join(", ", Needed.Where(name => string.IsNullOrEmpty(silo.Configuration[name])));
        return missing.Length == 0
            ? silo.UseKubernetesHosting()
            : throw new InvalidOperationException(
                $"Kubernetes:Enabled 需要在 Pod 中运行并设置环境变量 {missing}。 Kubernetes:Enabled needs a pod with {missing} in its environment.");
    }
}
