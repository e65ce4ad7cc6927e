#!/usr/bin/env bash
# ExcelNumberFormat 1.2.0 (NuGet): is a number format a date? Formats as Chinese Excel stores them.
# Guess: yyyy"年"m"月"d"日" with aaaa（星期二）or 上午/下午 is a date, since y, m, d and h are in it.
# Seen: the whole format is invalid because of the part that it does not know, so it is no date: value and text are the bare number 45657.
# Matters: a deadline shown as 2024年12月31日 星期二 is read as a number. Whoever decides must look at the tokens outside of quotes and brackets himself.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="ExcelNumberFormat" Version="[1.2.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Globalization;
using ExcelNumberFormat;

string[] dates = ["yyyy\"年\"m\"月\"d\"日\"", "[DBNum1][$-804]yyyy\"年\"m\"月\""];
string[] others = ["0\"年\"", "yyyy\"年\"m\"月\"d\"日\" aaaa", "yyyy/m/d\" \"aaa", "[$-804]yyyy/m/d 上午/下午h:mm"];
var wrong = 0;
foreach (var (code, isDate) in dates.Select(code => (code, true)).Concat(others.Select(code => (code, false))))
{
    var format = new NumberFormat(code);
    Console.WriteLine($"ExcelNumberFormat 1.2.0: {code}: valid {format.IsValid}, date {format.IsDateTimeFormat}, text {format.Format(45657.0, CultureInfo.InvariantCulture)}");
    wrong += format.IsDateTimeFormat == isDate ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
