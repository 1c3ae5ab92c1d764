using System.Runtime.CompilerServices;
using Meent.Foundation.Data;
using Meent.Foundation.Mail;
using Meent.Foundation.PersonalData;
using Meent.Reflect.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Meent.Tests.People.OwnData;

/// <summary>Rows that refer to a person: one for every declared column, made from the model, so that a column of tomorrow has its row too.</summary>
internal sealed class PersonSeeds(TestHub hub, DataSubject who, Guid place)
{
    private static int numbers;

    private int number;

    /// <summary>Writes a row in which this column refers to the person.</summary>
    public Task Plant(string column) => hub.Look(async db =>
    {
        var now = hub.Clock.GetUtcNow().UtcDateTime;
        if (column == "hub_audit.person_id") db.Record(who.Id, "opened", place, null, now);
        else if (column == "hub_audit.subject_id") db.Record(Guid.Empty, "closed account", Guid.Empty, who.Id, now);
        else
        {
            var (_, entity, property) = PersonColumns.All(db).Single(c => c.Name == column);
            db.Add(Row(entity, property));
        }
        return await db.SaveChangesAsync();
    });

    private object Row(IEntityType entity, IProperty planted)
    {
        var row = RuntimeHelpers.GetUninitializedObject(entity.ClrType);
        number = Interlocked.Increment(ref numbers);
        foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo is not null)) property.PropertyInfo!.SetValue(row, Usual(property));
        foreach (var part in entity.GetNavigations().Where(n => n.TargetEntityType.IsOwned())) part.PropertyInfo!.SetValue(row, Part(part.TargetEntityType));
        Set(row, entity, planted.Name);
        return row;
    }

    // Columns that only have a meaning together are set together.
    private void Set(object row, IEntityType entity, string column)
    {
        void Put(string name, object value) => entity.FindProperty(name)?.PropertyInfo!.SetValue(row, value);
        switch (column)
        {
            case "Email" or "NormalizedEmail": Put("Email", who.Email); Put("NormalizedEmail", who.NormalizedEmail); if (column == "NormalizedEmail") Put("EndedAt", hub.Clock.GetUtcNow().UtcDateTime); break;
            case "Recipient" or "RecipientHash": Put("Recipient", who.Email); Put("RecipientHash", StoredMail.HashOf(who.Email)); break;
            case "Answer": Put("Answer", $"No. Regards, {who.Name}, {who.Email}"); Put("ApprovedBy", who.Id); break;
            case "Content" when entity.ClrType.Name == "StoredRelease": Put("Content", Release()); break;
            case "Purpose": Put("Purpose", $"address {who.Id:N}"); break;
            case "ContactEmail": Put("ContactEmail", who.Email); break;
            case "Letter": Put("CalledBy", who.Id); Put(column, $"Regards, {who.Name} ({who.Email})"); break;
            case "SharedBy": Put("IsOpened", true); Put(column, who.Id); break;
            case "Reason": Put("DrawnBy", who.Id); Put("Number", number); Put(column, $"Because {who.Name} said so ({who.Email})"); break;
            case "Authors" or "Content" or "ContactName": Put(column, $"Bo Jans and {who.Name.ToUpperInvariant()} ({who.Email})"); break;
            case "Name" or "Why" or "Line" or "Decided": Put(column, $"Because {who.Name} said so ({who.Email})"); break;
            default: Put(column, who.Id); break;
        }
    }

    private string Release() => new Release(Meent.Reflect.Results.Release.CurrentFormat,
        new(Ids.New(), place, "De Elzen", "2026", new(2026, 3, 1), new(2026, 3, 2), "school", 1, "full", false), new(5, 10, 30),
        [new("leaders", null, AudienceKind.Team, CellState.Shown, 2, null, $"{who.Name} and Bo Jans")], [], []).ToJson();

    private object? Usual(IProperty property) => Value(property.ClrType, property.Name == "PlaceId", property.IsNullable, property.ValueGenerated != ValueGenerated.Never && property.ClrType == typeof(int));

    private object? Value(Type type, bool isPlace, bool nullable, bool generated) => type switch
    {
        _ when isPlace => place,
        _ when generated => 0,
        _ when nullable || Nullable.GetUnderlyingType(type) is not null => null,
        _ when type == typeof(Guid) => Ids.New(),
        _ when type == typeof(string) => $"seed {number}",
        _ when type == typeof(byte[]) => BitConverter.GetBytes(number),
        _ when type == typeof(DateTime) => hub.Clock.GetUtcNow().UtcDateTime,
        _ when type == typeof(DateTimeOffset) => hub.Clock.GetUtcNow(),
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(hub.Clock.GetUtcNow().UtcDateTime),
        _ when type.IsArray => Array.CreateInstance(type.GetElementType()!, 0),
        _ => Activator.CreateInstance(type),
    };

    private object Part(IEntityType entity)
    {
        var part = RuntimeHelpers.GetUninitializedObject(entity.ClrType);
        foreach (var property in entity.GetProperties().Where(p => p.PropertyInfo is { CanWrite: true })) property.PropertyInfo!.SetValue(part, Value(property.ClrType, false, property.IsNullable, false));
        return part;
    }
}
