using Microsoft.Extensions.Hosting;
using Rectification.Hosting;

// A silo without a gateway: serves grains to gateways that run elsewhere.
var builder = Host.CreateApplicationBuilder(args);
builder.AddRectificationSilo();
await builder.Build().RunAsync();
