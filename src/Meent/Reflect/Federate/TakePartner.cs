using System.Security.Cryptography;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Meent.Reflect.Areas;
using Meent.Reflect.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Federate;

/// <summary>Takes a file of another hub: whose it is first, then what it may say, then whether it is new.</summary>
public sealed class TakePartner(HubDb db, PlaceDirectory places, InstrumentLibrary library, Partners partners, Settings settings, TimeProvider clock)
{
    /// <summary>Key of the lock under which PostgreSQL lets one process at a time take a file.</summary>
    private const long Lock = 0x4d65656e_66656465;

    /// <returns><see cref="Taken"/>, or why nothing was changed</returns>
    public async Task<TakeResult> Take(byte[] file, CancellationToken cancel = default)
    {
        var (content, partner, key, refusal) = await Verified(file, cancel);
        if (refusal is not null) return new NotTaken(refusal);
        if (content!.Demonstration != settings.Demonstration) return new NotTaken(new CounterFileOfMadeUpFigures());
        if (await AreaCodes.Find(places, content.Area, cancel) is not { } area) return new NotTaken(new CounterFileOfUnknownArea(content.Area));
        var above = await places.Above(area.PlaceId, cancel: cancel);
        var allowed = await AreaCodes.Find(places, partner!.Area, cancel);
        if (allowed is null || (allowed.PlaceId != area.PlaceId && above.All(a => a.PlaceId != allowed.PlaceId)))
            return new NotTaken(new CounterFileOfForeignArea(NameOf(partner, content), content.Area, partner.Area));
        var versions = library.All.Where(i => i.Id == content.Instrument).ToList();
        if (versions.Count == 0) return new NotTaken(new CounterFileOfUnknownInstrument(content.Instrument));
        if (FigureLimits.Check(content, versions, clock.Today()) is { } wrong) return new NotTaken(wrong);
        return await db.InTransaction(() => Keep(content, partner, key!, area, above, cancel), cancel);
    }

    private async Task<(CounterFile? Content, PartnerSettings? Partner, string? Key, Refusal? Why)> Verified(byte[] file, CancellationToken cancel)
    {
        (CounterFile?, PartnerSettings?, string?, Refusal?) No(Refusal why) => (null, null, null, why);
        if (file.Length > CounterFile.Longest || CounterFile.Open(file) is not { } closed) return No(new NoCounterFile());
        if (closed.Format != CounterFile.CurrentFormat) return No(new CounterFileOfAnotherFormat(closed.Format, CounterFile.CurrentFormat));
        using (var own = await SigningKey.Stored(db, cancel))
            if (own is not null && PublicKey.IdOf(own) == closed.Key && closed.IsSignedBy(own)) return No(new CounterFileOfThisHub());
        if (partners.Find(closed.Key) is not { } partner) return No(new CounterFileOfAStranger(closed.Key));
        using (var key = PublicKey.Read(partner.Key)!)
            if (!closed.IsSignedBy(key)) return No(new CounterFileForged());
        try
        {
            return (CounterFile.Read(closed.Body), partner, closed.Key, null);
        }
        catch (JsonException e)
        {
            return No(new CounterFileUnreadable(e.Message));
        }
    }

    /// <summary>The newest edition takes the place of the one before, at the area and at all above it as of today.</summary>
    private async Task<TakeResult> Keep(CounterFile file, PartnerSettings partner, string key, Place area, IReadOnlyList<Place> above, CancellationToken cancel)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancel);
        var before = db.Set<PartnerFigure>().Where(f => f.Partner == key && f.AreaId == area.PlaceId && f.Instrument == file.Instrument && f.Period == file.Period);
        if (await before.Select(f => (int?)f.Number).MaxAsync(cancel) is { } known && known >= file.Number)
            return new NotTaken(known == file.Number ? new CounterFileTakenBefore(known) : new CounterFileOlder(file.Number, known));
        await before.ExecuteDeleteAsync(cancel);
        foreach (var place in above.Prepend(area))
        {
            db.Add(new PartnerFigure
            {
                PlaceId = place.PlaceId, Partner = key, AreaId = area.PlaceId, Instrument = file.Instrument, Period = file.Period, Number = file.Number,
                Hub = NameOf(partner, file), MadeOn = file.MadeOn, ReceivedAt = clock.Now(), Content = (file.Edition with { Bands = [] }).ToJson(),
            });
        }
        db.Record(Guid.Empty, "took figures", area.PlaceId, null, clock.Now());
        await db.SaveChangesAsync(cancel);
        return new Taken(NameOf(partner, file), area.Name, file.Instrument, file.Period, file.Number, file.Edition.Of(null)!.Schools);
    }

    private static string NameOf(PartnerSettings partner, CounterFile file) => partner.Name.Length > 0 ? partner.Name : file.Hub;
}

/// <summary>What became of a file.</summary>
public abstract record TakeResult;

/// <param name="Schools">how many took part there</param>
public sealed record Taken(string Hub, string Area, string Instrument, string Period, int Number, int Schools) : TakeResult;

public sealed record NotTaken(Refusal Why) : TakeResult;
