using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Rectification.Gateway.Auth;

/// <summary>The keys that seal sessions, a blob each in the cluster's storage account: a session made at one gateway is good at every other.</summary>
/// <param name="container">Made with the first key, unless it is there.</param>
internal sealed class BlobKeys(BlobContainerClient container) : IXmlRepository
{
    /// <summary>Container of the keys and of nothing else.</summary>
    public const string Container = "sign-in-keys";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            return [.. container.GetBlobs().Select(key => XElement.Parse(container.GetBlobClient(key.Name).DownloadContent().Value.Content.ToString()))];
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            return [];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        if (!container.Exists())
        {
            container.CreateIfNotExists();
        }

        container.UploadBlob($"{friendlyName}.xml", new BinaryData(element.ToString(SaveOptions.DisableFormatting)));
    }
}
