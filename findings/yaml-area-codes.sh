#!/usr/bin/env bash
# YamlDotNet 18.1.0 (NuGet): numbers as people write them in settings.
# Guess: an int written 0577 is 577 or refused: octal numbers are 0o577 since YAML 1.2; 8:30 is no number.
# Seen: 0577 is 383, 010 is 8, 0330302 is 110786; 8:30 is 510. A TimeSpan of 30 is thirty days. All without a word.
# Matters: area codes, codes of units and times of day are written so; 0577 is Wenzhou's.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1603;NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="YamlDotNet" Version="[18.1.0]" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using YamlDotNet.Serialization;

var yaml = new DeserializerBuilder().Build();
(string Written, string Read, string Expected)[] cases =
[
    ("0577 as int", $"{yaml.Deserialize<int>("0577")}", "383"), ("010 as int", $"{yaml.Deserialize<int>("010")}", "8"),
    ("0330302 as int", $"{yaml.Deserialize<int>("0330302")}", "110786"), ("8:30 as int", $"{yaml.Deserialize<int>("8:30")}", "510"),
    ("30 as TimeSpan", $"{yaml.Deserialize<TimeSpan>("30").TotalHours} hours", "720 hours"), ("0577 as string", yaml.Deserialize<string>("0577"), "0577"),
];
var wrong = 0;
foreach (var (written, read, expected) in cases)
{
    Console.WriteLine($"YamlDotNet 18.1.0: {written}: {read}");
    wrong += read == expected ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
