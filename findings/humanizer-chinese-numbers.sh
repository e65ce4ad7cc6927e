#!/usr/bin/env bash
# Humanizer.Core 3.0.10 with Humanizer.Core.zh-CN (NuGet): numbers, ordinals and spans in Chinese.
# Guess: 110 is 一百一十 as every school teaches it, the twelfth is 第十二 without a blank, 8 days are more than a week and 365 a year.
# Seen: 110 is 一百十 and 1010 一千零十 and 100010 十万零十 where 一十 is taught; the twelfth is 第 十二 with a blank; 8 days are 1 周 and 365 days 52 周 or 11 个月 where years are
#   allowed. Lists end in "&".
# Matters: words for a paper are read aloud and stamped; a deadline "in a week" has a day more.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1603;NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath><PredefinedCulturesOnly>false</PredefinedCulturesOnly></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Humanizer.Core" Version="[3.0.10]" />
    <PackageReference Include="Humanizer.Core.zh-CN" Version="[3.0.10]" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Globalization;
using Humanizer;

var chinese = new CultureInfo("zh-CN");
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = chinese;
(string What, string Said, string Expected)[] cases =
[
    ("110", 110.ToWords(chinese), "一百十"), ("1010", 1010.ToWords(chinese), "一千零十"), ("100010", 100010.ToWords(chinese), "十万零十"),
    ("the twelfth", 12.ToOrdinalWords(chinese), "第 十二"), ("8 days", TimeSpan.FromDays(8).Humanize(culture: chinese), "1 周"),
    ("365 days", TimeSpan.FromDays(365).Humanize(culture: chinese), "52 周"),
    ("365 days, up to years", TimeSpan.FromDays(365).Humanize(culture: chinese, maxUnit: TimeUnit.Year), "11 个月"),
    ("a list", new[] { "鹿城区", "龙湾区", "瓯海区" }.Humanize(), "鹿城区\u002C 龙湾区 & 瓯海区"),
];
var wrong = 0;
foreach (var (what, said, expected) in cases)
{
    Console.WriteLine($"Humanizer 3.0.10, zh-CN: {what}: {said}");
    wrong += said == expected ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
