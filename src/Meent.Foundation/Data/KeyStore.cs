using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.Data;

/// <summary>A key that sessions and forms are sealed with, as the framework writes it.</summary>
public sealed class StoredKey
{
    public required string Id { get; init; }

    public required string Xml { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<StoredKey>().ToTable("hub_key").HasKey(k => k.Id);
}

/// <summary>Keys in the database: on PostgreSQL several processes share them, and each accepts the sessions of the others.</summary>
public sealed class KeyStore(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        return [.. db.Read<StoredKey>().OrderBy(k => k.Id).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        db.Add(new StoredKey { Id = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
