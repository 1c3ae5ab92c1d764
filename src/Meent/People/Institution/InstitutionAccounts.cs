using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary>Which account belongs to whom at an institution. Linked by issuer and subject, never by address.</summary>
internal sealed class InstitutionAccounts(HubDb db, UserManager<Person> people, Institutions institutions, WaysIn ways, SafetyLetters letters, TimeProvider clock, Texts T)
{
    /// <summary>The person that an identity is linked with; null where it is linked with nobody.</summary>
    public Task<Person?> Holder(InstitutionIdentity identity) => people.FindByLoginAsync(identity.Issuer, identity.Subject);

    public async Task<IReadOnlyList<LinkedInstitution>> Of(Guid person) =>
        [.. (await db.Read<IdentityUserLogin<Guid>>().Where(l => l.UserId == person).ToListAsync())
            .Select(l => new LinkedInstitution(l.LoginProvider, l.ProviderKey, institutions.NameOf(l.LoginProvider), l.ProviderDisplayName)).OrderBy(l => l.Name, StringComparer.Ordinal)];

    /// <summary>Those at which a person can prove anew to be there.</summary>
    public async Task<IReadOnlyList<InstitutionSettings>> Proving(Guid person) =>
        [.. (await Of(person)).Select(l => institutions.Of(l.Issuer)).OfType<InstitutionSettings>()];

    /// <summary>Links an identity with the account of who has proved both.</summary>
    /// <returns>why not; null where it is linked</returns>
    public async Task<Refusal?> Link(Guid person, InstitutionIdentity identity)
    {
        if (await Holder(identity) is { } holder) return Taken(holder, person, identity);
        try
        {
            await db.InTransaction(async () =>
            {
                Add(person, identity);
                await db.SaveChangesAsync();
            });
            await letters.Changed(person, SafetyChange.InstitutionLinked);
            return null;
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            db.ChangeTracker.Clear();
            return Taken(await Holder(identity), person, identity);
        }
    }

    /// <summary>Makes an account for an address that was proved, linked from the start and without a password.</summary>
    /// <returns>null where somebody has the address, or the identity was linked meanwhile</returns>
    public async Task<Person?> Make(InstitutionIdentity identity, string name, string email)
    {
        var person = new Person { Id = Ids.New(), Name = name, Email = email, UserName = email, EmailConfirmed = true, Language = T.Language };
        try
        {
            return await db.InTransaction(async () =>
            {
                if (!await Accounts.Create(people, person, null)) return null;
                db.Record(person.Id, "signed up", Guid.Empty, null, clock.Now());
                Add(person.Id, identity);
                await db.SaveChangesAsync();
                return person;
            });
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return null;
        }
    }

    /// <summary>Ends a link, unless it is the last way into the account.</summary>
    /// <returns>why not; null where it is gone</returns>
    public async Task<Refusal?> Unlink(Guid person, string? issuer, string? subject)
    {
        var link = db.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == person && l.LoginProvider == issuer && l.ProviderKey == subject);
        if (!await link.AnyAsync()) return new DecidedAlready();
        return await ways.Take(person, async () => await link.ExecuteDeleteAsync() == 1, "unlinked institution", SafetyChange.InstitutionUnlinked, isWay: institutions.Of(issuer!) is not null);
    }

    private InstitutionOfAnother? Taken(Person? holder, Guid person, InstitutionIdentity identity) =>
        holder?.Id == person ? null : new InstitutionOfAnother(institutions.NameOf(identity.Issuer));

    private void Add(Guid person, InstitutionIdentity identity)
    {
        db.Add(new IdentityUserLogin<Guid> { LoginProvider = identity.Issuer, ProviderKey = identity.Subject, ProviderDisplayName = identity.Email, UserId = person });
        db.Record(person, "linked institution", Guid.Empty, person, clock.Now());
    }
}

/// <param name="Known">the address that the institution told; null where it told none</param>
public sealed record LinkedInstitution(string Issuer, string Subject, string Name, string? Known);
