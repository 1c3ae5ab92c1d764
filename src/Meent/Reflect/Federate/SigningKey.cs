using System.Security.Cryptography;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Federate;

/// <summary>The key with which this hub signs. It lies in the database, so that it moves, is kept and is restored with it.</summary>
public static class SigningKey
{
    private const string Id = "counters";

    /// <summary>The key; made at the first call, once, whoever calls at the same moment.</summary>
    public static async Task<ECDsa> Get(HubDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (await Stored(db, cancel) is { } there) return there;
        using (var made = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        {
            var (pem, now) = (made.ExportPkcs8PrivateKeyPem(), clock.Now());
            db.Execute($"insert into reflect_signing_key (id, pem, made_at) values ({Id}, {pem}, {now}) on conflict do nothing");
        }
        return await Stored(db, cancel) ?? throw new InvalidOperationException("The key was written a moment ago and is gone.");
    }

    /// <returns>null where none was made yet</returns>
    public static async Task<ECDsa?> Stored(HubDb db, CancellationToken cancel)
    {
        if (await db.Read<StoredSigningKey>().SingleOrDefaultAsync(k => k.Id == Id, cancel) is not { } stored) return null;
        var key = ECDsa.Create();
        key.ImportFromPem(stored.Pem);
        return key;
    }
}
