using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Rectification.Gateway.Auth;

/// <summary>The keys that seal sessions, in the cluster's database: a session made at one gateway is good at every other.</summary>
internal sealed class DatabaseKeys(string connectionString, string schema) : IXmlRepository
{
    /// <summary>Far more than are made in a product's life: one in three months.</summary>
    private const int MostKeys = 1_000;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand($"SELECT content FROM {schema}.sign_in_key ORDER BY added DESC LIMIT {MostKeys}", connection);
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand($"INSERT INTO {schema}.sign_in_key (name, content) VALUES ($1, $2)", connection);
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
