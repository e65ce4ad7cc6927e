#!/usr/bin/env bash
# Microsoft.Orleans.Core.Abstractions 10.4.2 (NuGet) with the .NET 10 SDK: what `dotnet publish` puts beside a program that has one grain interface.
# Guess: the code generator is an analyzer; a published program holds Orleans' own assemblies and what they call.
# Seen: Microsoft.CodeAnalysis.Workspaces.Common 5.0.0 is an ordinary dependency of Orleans' run-time packages, so a C# workspace, System.Composition and Humanizer
#   are published too; no assembly beside them refers to Microsoft.CodeAnalysis. With ExcludeAssets="runtime" on that package the program runs without it.
# Matters: megabytes to ship, to compile ahead (two to three times as many there) and to audit, for nothing that runs.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
project() {
  cat > app.csproj <<P
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Orleans.Sdk" Version="[10.4.2]" />$1</ItemGroup>
</Project>
P
}
cat > Program.cs <<'C'
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

var serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
Console.WriteLine("copied " + serializer.Deserialize<Measure>(serializer.SerializeToArray(new Measure { No = 7 })).No);
foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(f => !Path.GetFileName(f).StartsWith("Microsoft.CodeAnalysis")))
{
    using var image = new PEReader(File.OpenRead(file));
    var metadata = image.HasMetadata ? image.GetMetadataReader() : null;
    if (metadata?.AssemblyReferences.Any(r => metadata.GetString(metadata.GetAssemblyReference(r).Name).StartsWith("Microsoft.CodeAnalysis")) == true)
    {
        Console.WriteLine("refers to it: " + Path.GetFileName(file));
    }
}

[GenerateSerializer] public class Measure { [Id(0)] public int No { get; set; } }
public interface IMeasureGrain : IGrainWithIntegerKey { Task<int> Rate(); }
C
publish() { rm -rf obj bin ../out; dotnet publish -c Release -o ../out -v q --nologo >/dev/null; }
project ''; publish
brought=$(cd ../out && ls Microsoft.CodeAnalysis*.dll 2>/dev/null | sort | tr '\n' ' ')
said=$(dotnet ../out/app.dll)
project '<PackageReference Include="Microsoft.CodeAnalysis.Workspaces.Common" Version="[5.0.0]" ExcludeAssets="runtime" /><PackageReference Include="Microsoft.CodeAnalysis.Common" Version="[5.0.0]" ExcludeAssets="runtime" />'; publish
without=$(find ../out -name 'Microsoft.CodeAnalysis*.dll' | wc -l)
echo "published: $brought"; echo "$said"; echo "with the exclusion: $without of them, $(dotnet ../out/app.dll)"
[ "$brought" = "Microsoft.CodeAnalysis.Workspaces.dll Microsoft.CodeAnalysis.dll " ] && [ "$said" = "copied 7" ] && [ "$without" = 0 ] && [ "$(dotnet ../out/app.dll)" = "copied 7" ]
