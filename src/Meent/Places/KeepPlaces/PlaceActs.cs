using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Meent.Places.KeepPlaces;

/// <summary>What an operator changes of one place; each act in one transaction, with its entry in the audit trail.</summary>
internal sealed class PlaceActs(HubDb db, PlaceDirectory places, PlaceIndex index, TimeProvider clock, Texts T)
{
    public static IReadOnlyDictionary<string, string> Recorded { get; } = new Dictionary<string, string>
    {
        ["place added"] = Texts.Key("added a place"),
        ["place described"] = Texts.Key("changed what a place is called or where it is"),
        ["place moved"] = Texts.Key("gave a place another board or region"),
        ["place closed"] = Texts.Key("closed a place"),
        ["place reopened"] = Texts.Key("reopened a place"),
        ["place merged"] = Texts.Key("merged two places"),
        ["places told apart"] = Texts.Key("said that two places are two"),
    };

    private const int LongestText = 200;

    public DateOnly Today => clock.Today();

    /// <summary>A day from a form: today or later, because what was before stays as it was; today where none was typed.</summary>
    public DateOnly? Day(Posted posted, string field, FormErrors errors)
    {
        if (posted[field] is not { } typed) return Today;
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) errors.Add(field, T["This is not a day. Write year-month-day, 2025-09-01."]);
        else if (day < Today) errors.Add(field, T["Choose today or a later day: what was before stays as it was."]);
        else return day;
        return null;
    }

    /// <summary>A text of the form that is not too long; null where nothing was typed.</summary>
    public string? Text(Posted posted, string field, FormErrors errors)
    {
        if (posted[field] is { Length: > LongestText }) errors.Add(field, T["Use at most {0} characters.", LongestText]);
        return posted[field];
    }

    /// <summary>Carries out an act on places that are as they were when the operator looked; else says so, and changes nothing.</summary>
    /// <param name="seen">the mark of what was looked at</param>
    public Task<Refusal?> Act(Guid person, string recorded, Guid place, Guid? subject, string? seen, Func<Task<Refusal?>> act) => db.InTransaction(async () =>
    {
        await places.Hold();
        if (seen != await PlaceSeen.Of(db, subject is { } other ? [place, other] : [place])) return new PlaceChangedMeanwhile();
        if (await act() is { } refused) return refused;
        db.Record(person, recorded, place, subject, clock.Now());
        await db.SaveChangesAsync();
        return null;
    });

    /// <summary>Writes what a place is called and where it is; its old name is kept as a former one where that is asked for.</summary>
    public async Task<Refusal?> Describe(Guid id, Place now, bool keepName)
    {
        var place = await db.Set<Place>().SingleAsync(p => p.PlaceId == id);
        if (keepName && place.Name != now.Name && !await db.Read<PlaceName>().AnyAsync(n => n.PlaceId == id && n.Name == place.Name && n.Language == PlaceName.AnyLanguage))
            db.Add(new PlaceName { PlaceId = id, Language = PlaceName.AnyLanguage, Name = place.Name, Kind = PlaceName.Former, ValidTo = Today });
        (place.Name, place.Town, place.Postcode, place.Address, place.Sector, place.Type) = (now.Name, now.Town, now.Postcode, now.Address, now.Sector, now.Type);
        await db.SaveChangesAsync();
        return await Indexed(id);
    }

    public async Task<Refusal?> AddName(PlaceName name)
    {
        if (await db.Read<PlaceName>().AnyAsync(n => n.PlaceId == name.PlaceId && n.Language == name.Language && n.Name == name.Name)) return new NameIsThere();
        db.Add(name);
        await db.SaveChangesAsync();
        return await Indexed(name.PlaceId);
    }

    public async Task<Refusal?> RemoveName(Guid id, string? language, string? name)
    {
        await db.Set<PlaceName>().Where(n => n.PlaceId == id && n.Language == language && n.Name == name).ExecuteDeleteAsync();
        return await Indexed(id);
    }

    /// <summary>A number of a register counts from today on; one that was ended counts again.</summary>
    public async Task<Refusal?> AddIdentifier(PlaceIdentifier identifier)
    {
        var known = await db.Set<PlaceIdentifier>().SingleOrDefaultAsync(i => i.PlaceId == identifier.PlaceId && i.Scheme == identifier.Scheme && i.Value == identifier.Value);
        if (known is { ValidTo: null }) return new IdentifierIsThere();
        if (known is null) db.Add(identifier);
        else known.ValidTo = null;
        await db.SaveChangesAsync();
        return await Indexed(identifier.PlaceId);
    }

    /// <summary>An identifier no longer counts from today on; it stays in the history.</summary>
    public async Task<Refusal?> EndIdentifier(Guid id, string? scheme, string? value)
    {
        var today = Today;
        await db.Set<PlaceIdentifier>().Where(i => i.PlaceId == id && i.Scheme == scheme && i.Value == value && i.ValidTo == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.ValidTo, today));
        return await Indexed(id);
    }

    public async Task<Refusal?> TellApart(Guid one, Guid other)
    {
        var (first, second) = Duplicates.Ordered(one, other);
        if (!await db.Read<PlaceTwin>().AnyAsync(t => t.PlaceId == first && t.OtherId == second)) db.Add(new PlaceTwin { PlaceId = first, OtherId = second });
        return null;
    }

    private async Task<Refusal?> Indexed(Guid id)
    {
        await index.Write([id]);
        return null;
    }
}
