#!/usr/bin/env bash
# Cronos 0.13.0, NCrontab 3.4.0, Quartz 4.7.3 (NuGet): "on the first and every Monday" and "on Mondays" as cron expressions.
# Guess: a day of the month and a day of the week together mean either of them, as crontab has it for fifty years; 1 is Monday.
# Seen: to Cronos and NCrontab "0 8 1 * 1" is a first that is a Monday: three times in a year. To Quartz it is either, but there 1 is Sunday. All three take
#   the expression as valid.
# Matters: a weekly report set up in another system runs three times a year, or on Sundays.
set -euo pipefail
export TZ=UTC
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1603;NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Cronos" Version="[0.13.0]" />
    <PackageReference Include="NCrontab" Version="[3.4.0]" />
    <PackageReference Include="Quartz" Version="[4.7.3]" />
  </ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Globalization;
using Cronos;
using NCrontab;

var from = new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc);
var to = from.AddYears(1);
var cronos = Cronos.CronExpression.Parse("0 8 1 * 1").GetOccurrences(from, to).ToList();
var ncrontab = CrontabSchedule.Parse("0 8 1 * 1").GetNextOccurrences(from, to).ToList();
var quartz = new List<DateTimeOffset>();
var expression = new Quartz.CronExpression("0 0 8 1 * 1");
for (var next = expression.GetNextValidTimeAfter(from); next < to; next = expression.GetNextValidTimeAfter(next.Value)) quartz.Add(next.Value);

string Days(IEnumerable<DateTime> days) => string.Join(", ", days.Take(4).Select(day => day.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture)));
Console.WriteLine($"Cronos 0.13.0: {cronos.Count} times: {Days(cronos)}");
Console.WriteLine($"NCrontab 3.4.0: {ncrontab.Count} times: {Days(ncrontab)}");
Console.WriteLine($"Quartz 4.7.3: {quartz.Count} times: {Days(quartz.Select(time => time.UtcDateTime))}");
var sundays = quartz.Count(time => time.DayOfWeek == DayOfWeek.Sunday);
var both = cronos.Count == 3 && cronos.SequenceEqual(ncrontab) && cronos.TrueForAll(time => time is { Day: 1, DayOfWeek: DayOfWeek.Monday });
return both && sundays == 53 && quartz.TrueForAll(time => time.Day == 1 || time.DayOfWeek == DayOfWeek.Sunday) ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
