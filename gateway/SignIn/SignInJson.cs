using System.Text.Json.Serialization;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.SignIn;

/// <summary>What crosses HTTP as JSON of signing in and who is signed in.</summary>
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(Me))]
internal sealed partial class SignInJson : JsonSerializerContext
{
    public static readonly SignInJson Api = new(ApiJson.Options());
}
