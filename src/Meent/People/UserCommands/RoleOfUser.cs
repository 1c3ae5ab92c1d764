using System.CommandLine;
using Meent.Foundation;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.Places;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Meent.People;

/// <summary><c>meent user role</c>: gives a role at a place, or ends it; makes somebody an operator, or no longer.</summary>
internal static class RoleOfUser
{
    private sealed record Wish(string Email, Role? Role, string? Place, bool End, bool? Operator);

    public static Command Of(CommandHost host)
    {
        var email = new Argument<string>("email") { Description = "The address of the account." };
        var role = new Argument<string?>("role") { Description = "The role, where it is about one.", Arity = ArgumentArity.ZeroOrOne };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(Word)]);
        var place = new Option<string>("--place") { Description = "The school, board or organisation: its id as in the address of its page, or its number in a register (or scheme:number)." };
        var end = new Option<bool>("--end") { Description = "Ends the role." };
        var (yes, no) = (new Option<bool>("--operator") { Description = "The person runs this hub." }, new Option<bool>("--no-operator") { Description = "The person no longer runs this hub." });
        var command = new Command("role", "Gives a role at a place or ends it; makes somebody an operator or no longer.") { email, role, place, end, yes, no, UserAnswer.Json };
        command.Validators.Add(call =>
        {
            var (isRole, isPlace, isOperator) = (call.GetResult(role) is { Tokens.Count: > 0 }, call.GetResult(place) is not null, call.GetValue(yes) || call.GetValue(no));
            if (isRole != isPlace) call.AddError("A role needs a place, and a place needs a role: meent user role EMAIL reader --place PLACE");
            else if (isRole == isOperator || (call.GetValue(yes) && call.GetValue(no)) || (call.GetValue(end) && !isRole)) call.AddError("Say one thing: a role at a place (with --end to end it), --operator, or --no-operator.");
        });
        command.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var wish = new Wish(call.GetValue(email)!.Trim(), Enum.TryParse<Role>(call.GetValue(role), ignoreCase: true, out var typed) ? typed : null, call.GetValue(place), call.GetValue(end), call.GetValue(yes) ? true : call.GetValue(no) ? false : null);
            return UserAnswer.Tell(await Do(scope.ServiceProvider, wish), call.GetValue(UserAnswer.Json));
        });
        return command;
    }

    private static async Task<UserAnswer> Do(IServiceProvider services, Wish wish)
    {
        var (db, clock) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<TimeProvider>());
        if (await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(wish.Email) is not { } person) return UserAnswer.Unknown(wish.Email);
        if (wish.Operator is { } runs) return await MakeOperator(db, person, runs, clock.Now());
        if (person.EndedAt is not null && !wish.End) return UserAnswer.No($"The account {person.Email} is closed. Open it with: meent user end {person.Email} --undo");
        var places = await Known(services.GetRequiredService<PlaceDirectory>(), wish.Place!);
        if (places.Count == 0) return UserAnswer.No($"There is no place with the id or number {wish.Place}.");
        if (places.Count > 1) return UserAnswer.No($"Several places have the number {wish.Place}: {string.Join(", ", places.Take(5).Select(p => $"{p.Name} ({p.PlaceId})"))}. Name one by its id.");
        if (wish.End) return await End(services, db, person, wish.Role!.Value, places[0], clock);
        if (!PlaceKind.CanBeSpokenFor(places[0].Kind) || !places[0].IsOpenOn(clock.Today())) return UserAnswer.No($"Nobody can speak for {places[0].Name}: it is an area, or it is closed.");
        return await Give(services, db, person, wish.Role!.Value, places[0], clock);
    }

    private static async Task<IReadOnlyList<Place>> Known(PlaceDirectory places, string typed)
    {
        if (Guid.TryParse(typed, out var id)) return await places.Find(id) is { } place ? [place] : [];
        if (await places.Known(typed) is { Count: > 0 } known) return known;
        return typed.Split(':', 2) is [var scheme, var value] && await places.Known(scheme, value) is { } named ? [named] : [];
    }

    private static async Task<UserAnswer> MakeOperator(HubDb db, Person person, bool runs, DateTime now)
    {
        var changed = await db.InTransaction(async () =>
        {
            if (await db.Set<Person>().Where(p => p.Id == person.Id && p.IsOperator != runs).ExecuteUpdateAsync(s => s.SetProperty(p => p.IsOperator, runs).SetProperty(p => p.ConcurrencyStamp, Ids.Random().ToString())) == 0) return false;
            db.Record(Guid.Empty, runs ? "made operator" : "ended operator", Guid.Empty, person.Id, now);
            await db.SaveChangesAsync();
            return true;
        });
        if (!changed) return UserAnswer.No(runs ? $"{person.Name} runs this hub already." : $"{person.Name} does not run this hub.");
        if (runs) return UserAnswer.Yes($"{person.Name} runs this hub from now on.", null, person.Email!);
        var alone = !await db.Read<Person>().AnyAsync(p => p.IsOperator && p.EndedAt == null);
        return UserAnswer.Yes($"{person.Name} no longer runs this hub.", alone ? "Nobody runs this hub now. Make somebody with: meent user role EMAIL --operator" : null, person.Email!);
    }

    private static async Task<UserAnswer> Give(IServiceProvider services, HubDb db, Person person, Role role, Place place, TimeProvider clock)
    {
        var now = clock.Now();
        var given = new RoleHeld { PlaceId = place.PlaceId, PersonId = person.Id, Role = role, Since = now, ApprovedAt = now, ApprovedBy = Guid.Empty };
        try
        {
            var why = await db.InTransaction<Refusal?>(async () =>
            {
                await RoleChanges.Lock(db, place.PlaceId);
                var empties = await RoleChanges.Empties(db, given, clock.Today());
                if ((await RoleEnds.Fit(db, given, clock.Today()) ?? await RoleChanges.GiveUp(db, Guid.Empty, given, clock)) is { } no) return no;
                await RoleChanges.NeedsNoDecision(db, given, clock);
                db.Add(given);
                db.Record(Guid.Empty, "gave role", place.PlaceId, given.Id, now);
                await db.SaveChangesAsync();
                if (empties) await services.GetRequiredService<RoleLetters>().NobodyLeft(place.PlaceId, person.Id);
                return null;
            });
            if (why is PlaceHasClosed) return UserAnswer.No($"Nobody can speak for {place.Name}: it is closed.");
            return why is null ? UserAnswer.Yes($"{person.Name} is {Word(role)} of {place.Name}.", null, person.Email!) : UserAnswer.No($"{person.Name} is {Word(role)} of {place.Name} already, or more than that.");
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            return UserAnswer.No("This was changed at the same moment from elsewhere. Try again.");
        }
    }

    private static async Task<UserAnswer> End(IServiceProvider services, HubDb db, Person person, Role role, Place place, TimeProvider clock)
    {
        var outcome = await RoleChanges.EndByCommand(db, person.Id, role, place.PlaceId, clock);
        if (outcome is Outcome.Done done) await services.GetRequiredService<RoleLetters>().Changed(done, Guid.Empty);
        return outcome is Outcome.Done ? UserAnswer.Yes($"{person.Name} is no longer {Word(role)} of {place.Name}.", null, person.Email!) : UserAnswer.No($"{person.Name} is not {Word(role)} of {place.Name}.");
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
