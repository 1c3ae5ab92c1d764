using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Foundation.Web;
using Meent.People;
using Meent.Places;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.People;

/// <summary>Random histories of asking, deciding, inviting, handing over, leaving and waiting, one act or two at once.</summary>
public class RoleHistoryTests
{
    private const int Steps = 70;

    /// <summary>Seeds, each on both engines.</summary>
    public static IEnumerable<TheoryDataRow<Engine, int>> Histories =>
        from engine in new[] { Engine.Sqlite, Engine.Postgres } from seed in new[] { 1, 2, 3 } select new TheoryDataRow<Engine, int>(engine, seed);

    [Theory, MemberData(nameof(Histories))]
    public async Task One_role_each_nobody_acts_without_a_right_and_every_change_is_recorded_once(Engine engine, int seed)
    {
        await using var world = await RoleWorld.Start(engine);
        var (random, history, worked) = (new Random(seed), await History.Start(world), new HashSet<string>());
        for (var step = 0; step < Steps; step++)
        {
            var (before, rights, entries) = (await history.Subjects(), await history.Rights(), await history.Entries());
            var acts = Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => history.Draw(random)).ToList();
            var done = await Task.WhenAll(acts.Select(history.Do));
            var (after, trail) = (await history.Subjects(), (await history.Entries()).Skip(entries.Count).ToList());
            var story = $"seed {seed}, step {step}: {string.Join(" and ", acts)}";

            var changed = after.Where(a => before.GetValueOrDefault(a.Key) != a.Value).Select(a => a.Key).Order().ToList();
            var recorded = trail.Select(e => e.SubjectId!.Value).Order().ToList();
            // Two acts at once may change one thing twice: asked and withdrawn, given and handed on.
            if (acts.Count == 1) Assert.True(changed.SequenceEqual(recorded), $"{story}: changed {string.Join(",", changed)}, recorded {string.Join(",", trail.Select(e => $"{e.Act} {e.SubjectId}"))}");
            else Assert.True(changed.All(recorded.Contains), $"{story}: a change was not recorded");
            foreach (var act in acts.Where((_, i) => done[i]))
            {
                worked.Add(act.What);
                Assert.True(!act.NeedsRight || acts.Count == 2 || rights(act), $"{story}: done without a right");
            }
            Assert.True(await history.IsSound(), $"{story}: two roles or two requests of one person at one place");
        }
        Assert.True(worked.Count >= 8, $"seed {seed}: only {string.Join(", ", worked)} ever worked");
    }

    private sealed record Act(string What, int Who, int Other, Role Role, int Where, int Pick)
    {
        public bool NeedsRight => What is "approve" or "refuse" or "take away" or "invite";
    }

    private sealed record History(RoleWorld World, IReadOnlyList<Person> People, IReadOnlyList<Place> Places)
    {
        private static readonly string[] Whats = ["ask", "ask", "ask", "approve", "approve", "approve", "refuse", "take away", "leave", "invite", "invite", "accept", "accept", "hand over", "last day", "wait", "person left"];

        public static async Task<History> Start(RoleWorld world)
        {
            var people = new List<Person> { world.Olga, await world.Add("Bea Smit", Role.Coordinator, world.Board), await world.Add("Noor Bakker", Role.Coordinator) };
            foreach (var name in new[] { "Kim Visser", "Lee Vos" }) people.Add(await world.Add(name));
            return new(world, people, [world.School, world.Board]);
        }

        public Act Draw(Random random) =>
            new(Whats[random.Next(Whats.Length)], random.Next(People.Count), random.Next(People.Count), (Role)random.Next(3), random.Next(4) == 0 ? 1 : 0, random.Next(100));

        public async Task<bool> Do(Act act)
        {
            await using var scope = World.Hub.Services.CreateAsyncScope();
            var (db, clock, inviting) = (scope.ServiceProvider.GetRequiredService<HubDb>(), World.Hub.Clock, scope.ServiceProvider.GetRequiredService<Inviting>());
            var (who, place) = (People[act.Who], Places[act.Where]);
            var me = new Me(who.Id, who.Name, who.Email!, who.IsOperator, []);
            switch (act.What)
            {
                case "ask": return await AskForRole.Save(db, new RoleHeld { PlaceId = place.PlaceId, PersonId = who.Id, Role = act.Role, Since = clock.Now(), Reason = "I work there." });
                case "approve": return await Pick(db, act, waiting: true) is { } asked && await RoleChanges.Approve(db, me, place.PlaceId, asked.Id, null, clock) is Outcome.Done;
                case "refuse": return await Pick(db, act, waiting: true) is { } refused && await RoleChanges.Refuse(db, me, place.PlaceId, refused.Id, "No.", clock) is Outcome.Done;
                case "take away": return await Pick(db, act, waiting: false) is { } held && held.PersonId != who.Id && await RoleChanges.End(db, me, place.PlaceId, held.Id, clock) is Outcome.Done;
                case "leave": return await Mine(db, act) is { } mine && await RoleChanges.End(db, me, place.PlaceId, mine.Id, clock, sure: act.Pick % 2 == 0) is Outcome.Done;
                case "invite": return await inviting.Invite(place, me, People[act.Other].Email!, act.Role, FormErrors.None);
                case "hand over": return await Mine(db, act) is { ApprovedAt: not null } over && await inviting.HandOver(over, me, People[act.Other].Email!, FormErrors.None);
                case "last day": return await Mine(db, act) is { ApprovedAt: not null } role && await RoleChanges.ChooseLastDay(db, role, act.Pick % 3 == 0 ? null : clock.Today().AddDays(act.Pick % 3), clock) is Outcome.Done;
                case "accept":
                    var email = who.NormalizedEmail;
                    var open = await Invitation.Open(db, clock.Now()).Where(i => i.PlaceId == place.PlaceId && i.NormalizedEmail == email).FirstOrDefaultAsync();
                    return open is not null && await inviting.Accept(place.PlaceId, open.Id.ToString(), me) is null;
                case "person left" when act.Pick < 30 && act.Who > 0:
                    await RoleChanges.PersonLeft(scope.ServiceProvider, who.Id, who.Id);
                    return true;
                case "wait":
                    World.Hub.Clock.Advance(TimeSpan.FromDays(act.Pick % 4 == 0 ? 30 : 1));
                    await World.Look();
                    return true;
                default: return false;
            }
        }

        /// <summary>Whether who acts held a role for it, told from the bare rows as they were before.</summary>
        public async Task<Func<Act, bool>> Rights()
        {
            var today = World.Hub.Clock.Today();
            var held = await World.Hub.Look(db => db.Read<RoleHeld>().Where(r => r.ApprovedAt != null && r.EndedAt == null && r.Role == Role.Coordinator && (r.EndsOn == null || r.EndsOn > today)).Select(r => new { r.PersonId, r.PlaceId }).ToListAsync());
            return act => act.Who == 0 || held.Any(h => h.PersonId == People[act.Who].Id && (h.PlaceId == World.Board.PlaceId || h.PlaceId == Places[act.Where].PlaceId));
        }

        /// <summary>How each role, request and invitation stands; an invitation and the role it became are one.</summary>
        public Task<Dictionary<Guid, string>> Subjects() => World.Hub.Look(async db =>
        {
            var roles = (await db.Read<RoleHeld>().ToListAsync()).Select(r => (r.Id, Words: $"{r.State} {r.EndsOn}"));
            var invitations = (await db.Read<Invitation>().ToListAsync()).Select(i => (i.Id, Words: $"invitation {i.AcceptedAt} {i.EndedAt}"));
            return roles.Concat(invitations).GroupBy(s => s.Id).ToDictionary(g => g.Key, g => string.Join(';', g.Select(s => s.Words).Order()));
        });

        public Task<List<AuditEntry>> Entries() => World.Hub.Look(db => db.Read<AuditEntry>().Where(e => e.PlaceId == World.School.PlaceId || e.PlaceId == World.Board.PlaceId).OrderBy(e => e.Number).ToListAsync());

        public async Task<bool> IsSound() =>
            (await World.Hub.Look(db => db.Read<RoleHeld>().Where(r => r.EndedAt == null).ToListAsync())).GroupBy(r => (r.PlaceId, r.PersonId, r.ApprovedAt is null)).All(g => g.Count() == 1);

        private async Task<RoleHeld?> Pick(HubDb db, Act act, bool waiting)
        {
            var place = Places[act.Where].PlaceId;
            var some = await db.Read<RoleHeld>().Where(r => r.PlaceId == place && r.EndedAt == null && (r.ApprovedAt == null) == waiting).OrderBy(r => r.Id).ToListAsync();
            return some.Count == 0 ? null : some[act.Pick % some.Count];
        }

        private Task<RoleHeld?> Mine(HubDb db, Act act)
        {
            var (place, me) = (Places[act.Where].PlaceId, People[act.Who].Id);
            return db.Read<RoleHeld>().Where(r => r.PlaceId == place && r.PersonId == me && r.EndedAt == null).OrderByDescending(r => r.ApprovedAt != null).FirstOrDefaultAsync();
        }
    }
}
