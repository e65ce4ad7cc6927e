#!/usr/bin/env bash
# .NET 10 on Linux with libicu, with and without InvariantGlobalization; TimeZoneConverter 8.0.1 (NuGet).
# Guess: invariant mode is about cultures. Since .NET 6 FindSystemTimeZoneById takes names of IANA and of Windows on either system: "Asia/Shanghai" is known everywhere.
# Seen: ICU translates the other system's names, so in invariant mode nobody does: here "China Standard Time" is found with ICU and not without, and
#   TryConvertIanaIdToWindowsId says no. On Windows it is "Asia/Shanghai" that is not found. TimeZoneConverter translates without ICU.
# Matters: a program that is built invariant to be the same everywhere, and tried on Linux, fails on Windows at the first day that it works out.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="TimeZoneConverter" Version="[8.0.1]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
Console.WriteLine(string.Join(' ',
    "own", TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out _),
    "other", TimeZoneInfo.TryFindSystemTimeZoneById("China Standard Time", out _),
    "translated", TimeZoneInfo.TryConvertIanaIdToWindowsId("Asia/Shanghai", out var name) ? name : "no",
    "by the package", TimeZoneConverter.TZConvert.IanaToWindows("Asia/Shanghai")));
C
dotnet build -c Release -o ../out -v q --nologo >/dev/null
with=$(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 dotnet ../out/app.dll); without=$(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 dotnet ../out/app.dll)
echo "with ICU:        $with"
echo "in invariant mode: $without"
[ "$with" = "own True other True translated China Standard Time by the package China Standard Time" ]
[ "$without" = "own True other False translated no by the package China Standard Time" ]
