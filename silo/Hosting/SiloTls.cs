using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Orleans.Connections.Security;

namespace Rectification.Hosting;

/// <summary>
/// Section <c>Silo:Tls</c>: TLS between the processes of a cluster, each with a certificate of the cluster's own authority. Whoever has none reaches no
/// grain. Addresses do not matter: being issued by that authority is being one of us.
/// </summary>
internal sealed class SiloTls
{
    private const string Section = "Silo:Tls";

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authority = [];

    private SiloTls(string certificate, string key, string authority)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(certificate, key);

            // Windows knows no key that came from a text; through its own format it does.
            _own = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
            _authority.ImportFromPemFile(authority);
        }
        catch (Exception problem) when (problem is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"{Section} 的证书无法读取，须为 PEM 文件。 {Section}: the certificates cannot be read, they must be PEM files. ({problem.Message})");
        }
    }

    /// <summary>What is asked for; <see langword="null"/> where nothing is.</summary>
    /// <exception cref="InvalidOperationException">Part of it is missing or cannot be read.</exception>
    private static SiloTls? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        string?[] files = [section["Certificate"], section["Key"], section["Authority"]];
        return Array.TrueForAll(files, string.IsNullOrEmpty) ? null
            : Array.Exists(files, string.IsNullOrEmpty)
                ? throw new InvalidOperationException($"{Section} 须同时给出 Certificate、Key 与 Authority。 {Section} needs Certificate, Key and Authority together.")
            : new(files[0]!, files[1]!, files[2]!);
    }

    public static void UseIn(ISiloBuilder silo)
    {
        if (Read(silo.Configuration) is { } tls)
        {
            silo.UseTls(tls.Configure);
        }
    }

    public static void UseIn(IClientBuilder client)
    {
        if (Read(client.Configuration) is { } tls)
        {
            client.UseTls(tls.Configure);
        }
    }

    private void Configure(TlsOptions options)
    {
        options.LocalCertificate = _own;
        options.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => certificate is not null && IsOurs(certificate);
        options.OnAuthenticateAsClient = static (_, client) => client.TargetHost = nameof(Rectification);
    }

    private bool IsOurs(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
