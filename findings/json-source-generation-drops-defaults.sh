#!/usr/bin/env bash
# System.Text.Json of .NET 10 (the SDK's): a property with an initial value that the JSON does not have.
# Guess: it keeps its initial value, with source generation as with reflection.
# Seen: with reflection it does. With a generated context an init-only property that is missing becomes null (a list [] too); one with set keeps its value.
# Matters: a plan without "tags" has none, and whoever counts them meets null; only in the published build that uses the context.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Text.Json;
using System.Text.Json.Serialization;

const string Json = "{\"title\":\"整改\"}";
var generated = JsonSerializer.Deserialize(Json, Context.Default.Plan);
var reflected = JsonSerializer.Deserialize<Plan>(Json, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
string Count(IReadOnlyList<string> list) => list is null ? "null" : $"{list.Count} element(s)";
Console.WriteLine($".NET {Environment.Version}: init, generated: {Count(generated.Init)}; init, reflected: {Count(reflected.Init)}; set, generated: {Count(generated.Set)}");
return generated.Init is null && reflected.Init is { Count: 0 } && generated.Set is { Count: 0 } ? 0 : 1;

public sealed record Plan
{
    public string Title { get; init; }
    public IReadOnlyList<string> Init { get; init; } = [];
    public IReadOnlyList<string> Set { get; set; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Plan))]
internal sealed partial class Context : JsonSerializerContext;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
