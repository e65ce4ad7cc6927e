using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Rectification.Tests.Contracts.Architecture;

/// <summary>What lies in the folder of a program is what the program calls.</summary>
public sealed class ShippedTests
{
    /// <summary>Packages of Orleans bring a compiler's workspace along, tens of megabytes once compiled ahead.</summary>
    [Theory]
    [InlineData("gateway")]
    [InlineData("silo")]
    public void No_compiler_is_shipped_and_nothing_asks_for_one(string program)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, program, "bin", "Release", "net10.0"), "*.dll");
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.DoesNotContain(files.SelectMany(References), name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    private static List<string> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
        {
            return [];
        }

        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }
}
