using System.Globalization;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.ReflectInGroup;

/// <summary>Somebody with an account opens a group: which ladder, how many people, until when. From then on it does not change.</summary>
internal static class OpenGroup
{
    public const int LongestName = 80, MostDays = 60, MostOpen = 20;

    /// <summary>Days from the close of a group to the next of the same person on the same ladder, as between two rounds.</summary>
    public const int DaysBetween = RoundDecisions.DaysBetween;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/groups", Mine);
        routes.MapGet("/groups/new", IResult (InstrumentLibrary library, TimeProvider clock) => Show(library, clock)).RequireAuthorization();
        routes.MapPost("/groups/new", Open).RequireAuthorization();
    }

    /// <summary>Ladders that a group can do, each in its newest version.</summary>
    public static IReadOnlyList<Ladder> Offered(InstrumentLibrary library) => [.. library.Ladders.Where(l => l.For.Contains(LadderUse.Group))];

    private static async Task<IResult> Mine(HubDb db, Me me, GroupClosing closing, TimeProvider clock, CancellationToken cancel)
    {
        if (!me.IsSomebody) return Page.Of<GroupsSignedOutPage>();
        var groups = new List<GroupWithLink>();
        foreach (var known in await Groups.Mine(db, me, cancel)) groups.Add(await closing.IfEnded(db, known, cancel));
        return Page.Of<GroupsPage>(new GroupsPage.Shown(groups, clock.Today()));
    }

    private static RazorComponentResult<OpenGroupPage> Show(InstrumentLibrary library, TimeProvider clock) =>
        Shown(library, new GroupForm(null, Offered(library) is [var only] ? only.Id : null, null, clock.Today().AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), FormErrors.None, 200);

    private static async Task<IResult> Open(Posted posted, HubDb db, Me me, InstrumentLibrary library, TimeProvider clock, Texts T, CancellationToken cancel)
    {
        var form = new GroupForm(posted["name"], posted["ladder"], posted["people"], posted["closesOn"]);
        var errors = posted.Errors(T);
        if (form.Read(Offered(library), clock.Today(), errors, T) is not { } wish) return Shown(library, form, errors, 422);
        var id = Ids.New();
        if (await db.InTransaction(() => Store(db, me, id, wish, clock, cancel), cancel) is not { } why) return Redirect.To($"/groups/{id}");
        errors.Add("", why.Sentence(T));
        return Shown(library, form, errors, 409);
    }

    private static async Task<Refusal?> Store(HubDb db, Me me, Guid id, GroupWish wish, TimeProvider clock, CancellationToken cancel)
    {
        await PersonTurn.Hold(db, me, cancel);
        var (today, from) = (clock.Today(), clock.Now().AddDays(-DaysBetween));
        var mine = await db.Read<ReflectionGroup>().Where(g => g.OpenedBy == me.Id).ToListAsync(cancel);
        if (mine.Count(g => g.IsOpen(today)) >= MostOpen) return new TooManyGroups(MostOpen);
        if (mine.Exists(g => g.Ladder == wish.Ladder.Id && (g.ClosedAt is null || g.ClosedAt >= from))) return new GroupTooSoon(DaysBetween);
        db.Add(new ReflectionGroup
        {
            PlaceId = id, Name = wish.Name, Ladder = wish.Ladder.Id, Version = wish.Ladder.Version, ClosesOn = wish.ClosesOn, Promise = DisclosurePolicy.Default.ToJson(),
            OpenedAt = clock.Now(), OpenedBy = me.Id,
        });
        db.Add(new RoundAudience { PlaceId = id, RoundId = id, Audience = ReflectionGroup.Members, Invited = wish.People, LinkCode = Ids.Code() });
        await db.SaveChangesAsync(cancel);
        return null;
    }

    private static RazorComponentResult<OpenGroupPage> Shown(InstrumentLibrary library, GroupForm form, FormErrors errors, int status) =>
        Page.Of<OpenGroupPage>(new OpenGroupPage.Shown(Offered(library), form, errors), status);
}

/// <summary>What was typed to open a group.</summary>
public sealed record GroupForm(string? Name, string? Ladder, string? People, string? ClosesOn)
{
    internal GroupWish? Read(IReadOnlyList<Ladder> offered, DateOnly today, FormErrors errors, Texts T)
    {
        if (Name is null) errors.Add("name", T["Give the group a name that its members know."]);
        else if (Name.Length > OpenGroup.LongestName) errors.Add("name", T["This is longer than {0} characters. Make it shorter.", OpenGroup.LongestName]);
        var ladder = offered.FirstOrDefault(l => l.Id == Ladder);
        if (ladder is null) errors.Add("ladder", T["Choose what you want to look at."]);
        if (!int.TryParse(People, NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people is < ReflectionGroup.Fewest or > ReflectionGroup.Most)
            errors.Add("people", T["Give the number of people in figures, from {0} to {1}. Of fewer nothing could be shown.", ReflectionGroup.Fewest, ReflectionGroup.Most]);
        if (!DateOnly.TryParseExact(ClosesOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes) || closes < today || closes > today.AddDays(OpenGroup.MostDays))
            errors.Add("closesOn", T["Choose a last day between today and {0}.", T.Date(today.AddDays(OpenGroup.MostDays))]);
        return errors.Any ? null : new(string.Join(' ', Name!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), ladder!, people, closes);
    }
}

/// <summary>A group as it is to be opened, found right.</summary>
internal sealed record GroupWish(string Name, Ladder Ladder, int People, DateOnly ClosesOn);
