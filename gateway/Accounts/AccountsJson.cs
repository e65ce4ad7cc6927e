using System.Text.Json.Serialization;
using Rectification.Accounts;
using Rectification.Gateway.Http;
using Rectification.Trails;

namespace Rectification.Gateway.Accounts;

/// <summary>What crosses HTTP as JSON of accounts and their keys.</summary>
[JsonSerializable(typeof(TrailSlice))]
[JsonSerializable(typeof(NewAccount))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(ItemList<AccountView>))]
[JsonSerializable(typeof(NewKey))]
[JsonSerializable(typeof(IssuedKey))]
[JsonSerializable(typeof(NewScope))]
[JsonSerializable(typeof(NewContact))]
[JsonSerializable(typeof(DisableBody))]
[JsonSerializable(typeof(NoBody))]
[JsonSerializable(typeof(IssuedPassword))]
[JsonSerializable(typeof(HandoverBody))]
[JsonSerializable(typeof(SubstituteBody))]
internal sealed partial class AccountsJson : JsonSerializerContext
{
    public static readonly AccountsJson Api = new(ApiJson.Options());
}
