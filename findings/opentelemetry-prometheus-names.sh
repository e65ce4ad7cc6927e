#!/usr/bin/env bash
# OpenTelemetry.Exporter.Prometheus.AspNetCore 1.20.1-beta.1 (NuGet): what becomes of names that meet.
# Guess: each instrument is one family; a gauge of unit "1" ends in _ratio, as the specification says; names that clash are told apart or logged.
# Seen: no _ratio; two counters a.b and a_b give the same line twice in one answer; two meters that name instruments of different kinds alike (a histogram and
#   an up-down counter "open") lose both, with nothing in the answer; labels that become one name are joined with ";": 单位 and 县 are both "_".
# Matters: a figure that is missing from a dashboard looks like no work done. Instruments and labels of a product need ASCII names of their own.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="OpenTelemetry.Extensions.Hosting" Version="[1.20.1]" />
    <PackageReference Include="OpenTelemetry.Exporter.Prometheus.AspNetCore" Version="[1.20.1-beta.1]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

string[] words = ["单位", "鹿城区", "县", "永嘉县"];
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("one", "two").AddPrometheusExporter());
var server = builder.Build();
server.MapPrometheusScrapingEndpoint();
using Meter one = new("one"), two = new("two");
KeyValuePair<string, object> unit = new(words[0], words[1]), county = new(words[2], words[3]);
one.CreateObservableGauge("rate", () => 0.5, "1");
one.CreateCounter<long>("a.b").Add(1);
one.CreateCounter<long>("a_b").Add(1);
one.CreateUpDownCounter<long>("open").Add(2);
two.CreateHistogram<double>("open").Record(2);
one.CreateUpDownCounter<long>("alone").Add(2);
one.CreateCounter<long>("labels").Add(1, unit, county);
await server.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
var lines = (await client.GetStringAsync("/metrics")).Split('\n').Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("target_info", StringComparison.Ordinal)).ToList();
Console.WriteLine("OpenTelemetry.Exporter.Prometheus.AspNetCore 1.20.1-beta.1:");
lines.ForEach(Console.WriteLine);
await server.StopAsync();
string[] expected = ["a_b_total{otel_scope_name=\"one\"} 1", "a_b_total{otel_scope_name=\"one\"} 1", "alone{otel_scope_name=\"one\"} 2",
    "labels_total{otel_scope_name=\"one\",_=\"鹿城区;永嘉县\"} 1", "rate{otel_scope_name=\"one\"} 0.5"];
return lines.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)) ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
