using Microsoft.Extensions.Hosting;
using Rectification.Hosting;

// A silo without a gateway: serves grains to gateways that run elsewhere.
return await StartTrouble.RunOrSay(() =>
{
    var builder = Host.CreateApplicationBuilder(StartSettings.Unwatched(args));
    builder.AddRectificationSilo();
    return builder.Build();
});
