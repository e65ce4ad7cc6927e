using Rectification.Gateway.SignIn.Pages;

namespace Rectification.Gateway.SignIn;

/// <summary>What signing in and out takes.</summary>
internal static class SignInServices
{
    public static IServiceCollection AddPasswordSignIn(this IServiceCollection services)
    {
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<SignOut>();
        services.AddScoped<SignInForm>();
        services.AddSingleton<SignInTurns>();
        return services;
    }
}
