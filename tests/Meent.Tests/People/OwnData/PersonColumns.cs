using Meent.Foundation.Data;
using Meent.Foundation.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Meent.Tests.People.OwnData;

/// <summary>Columns that can refer to a person: as the model of EF Core has them, and as the modules declare them.</summary>
internal static class PersonColumns
{
    // Looks like one and is none: the reason.
    private static readonly Dictionary<string, string> NoPerson = new()
    {
        ["hub_mail.claimed_by"] = "an attempt to send",
    };

    private static readonly string[] Words = ["Email", "Recipient", "UserName", "Contact", "Authors", "Person"];

    public static IReadOnlyDictionary<string, Fate> Declared(HubModel model) =>
        Forgetting.Everywhere(model).SelectMany(k => k.Columns).ToDictionary(c => c.Key, c => c.Value);

    /// <summary>What by its name and type can be a person and is declared by nobody.</summary>
    public static IReadOnlyList<string> Undeclared(DbContext db, HubModel model)
    {
        var declared = Declared(model);
        return [.. All(db).Where(c => Suspect(c.Property)).Select(c => c.Name).Where(n => !declared.ContainsKey(n) && !NoPerson.ContainsKey(n)).Order(StringComparer.Ordinal)];
    }

    public static IEnumerable<(string Name, IEntityType Entity, IProperty Property)> All(DbContext db) =>
        from entity in db.Model.GetEntityTypes()
        let table = entity.GetTableName()
        where table is not null && !entity.IsOwned()
        from property in entity.GetProperties()
        select ($"{table}.{property.GetColumnName()}", entity, property);

    private static bool Suspect(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
    {
        var t when t == typeof(Guid) => property.Name is "PersonId" or "UserId" || property.Name.EndsWith("By", StringComparison.Ordinal) || property.Name.Contains("Person", StringComparison.Ordinal),
        var t when t == typeof(string) => Words.Any(w => property.Name.Contains(w, StringComparison.Ordinal)),
        _ => false,
    };
}
