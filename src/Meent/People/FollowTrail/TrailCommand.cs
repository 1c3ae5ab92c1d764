using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Meent.Foundation;
using Meent.Foundation.Audit;
using Meent.Foundation.Data;
using Meent.Foundation.Localisation;

namespace Meent.People.FollowTrail;

/// <summary><c>meent audit trail</c>: verifies the chain, and lists who did what to a place. Exit code 1 where the chain is broken.</summary>
public static class TrailCommand
{
    private const int MostListed = 10_000;

    public static Command Of(CommandHost host)
    {
        var since = new Option<string>("--since") { Description = "A hash that was printed and noted earlier: was anything up to it changed?" };
        since.Validators.Add(r => { if (r.Tokens is [{ Value: var typed }] && !AuditTrail.IsHash(typed)) r.AddError($"--since {typed}: this is no hash. It has 64 letters and figures, as this command prints them."); });
        var place = new Option<Guid?>("--place") { CustomParser = r => Place(r), Description = "Id of a place, as in the address of its page: lists who did what to it, the latest first." };
        var json = new Option<bool>("--json") { Description = "The result as JSON, and nothing else." };
        var trail = new Command("trail", "Verifies the record of who did what to which place, and prints its last number and hash.") { since, place, json };
        trail.SetAction(async (call, cancel) =>
        {
            await using var scope = await host.Open();
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var state = await AuditTrail.Verify(db, call.GetValue(since), cancel);
            var lines = call.GetValue(place) is { } id ? await TrailLines.Read(scope.ServiceProvider, id, null, null, MostListed, cancel) : [];
            if (call.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(Machine(state, lines), LocalizedText.Json));
            else Tell(state, lines);
            return state.Problem is null ? 0 : 1;
        });
        return new Command("audit", "Looks whether the hub keeps its promises.") { trail };
    }

    private static Guid? Place(ArgumentResult typed)
    {
        if (Guid.TryParse(typed.Tokens[0].Value, out var id)) return id;
        typed.AddError($"--place {typed.Tokens[0].Value}: this is no id of a place. It stands in the address of its page: /places/ID");
        return null;
    }

    private static object Machine(TrailState state, IReadOnlyList<TrailLine> lines) => new
    {
        whole = state.Problem is null,
        problem = state.Problem,
        count = state.Count,
        hash = state.Hash,
        sinceNumber = state.SinceNumber,
        entries = lines.Select(l => new
        {
            number = l.Entry.Number, at = l.Entry.At, person = l.Entry.PersonId, name = l.Person, act = l.Entry.Act, place = l.Entry.PlaceId, placeName = l.Place, subject = l.Entry.SubjectId, hash = l.Entry.Hash,
        }),
    };

    private static void Tell(TrailState state, IReadOnlyList<TrailLine> lines)
    {
        foreach (var line in lines)
            Console.WriteLine($"{line.Entry.Number}\t{line.Entry.At:yyyy-MM-dd HH:mm:ss} UTC\t{line.Person ?? line.Entry.PersonId.ToString()}\t{line.Entry.Act}\t{line.Place ?? line.Entry.PlaceId.ToString()}\t{line.Entry.SubjectId?.ToString() ?? "-"}");
        if (state.Problem is { } problem)
        {
            Console.Error.WriteLine($"The trail is broken. {problem}");
            Console.Error.WriteLine($"Whole up to number {state.Count}, hash {state.Hash}.");
            return;
        }
        if (state.SinceNumber is { } number) Console.WriteLine($"Nothing up to number {number} was changed since that hash was noted.");
        Console.WriteLine($"The trail is whole: {state.Count} {(state.Count == 1 ? "entry" : "entries")}. The last hash is");
        Console.WriteLine(state.Hash);
        Console.WriteLine("Note it somewhere else. With --since it proves later that nothing before it was changed.");
    }
}
