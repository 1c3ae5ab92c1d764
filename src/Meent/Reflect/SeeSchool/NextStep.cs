using Meent.Foundation.Localisation;
using Meent.People;
using Meent.Places;
using Meent.Reflect.CallCampaign;

namespace Meent.Reflect.SeeSchool;

/// <summary>A round as it stands on a list.</summary>
/// <param name="Answered">by all groups together</param>
/// <param name="TeamGiven">the leaders' joint view is there; true where none is asked for</param>
public sealed record RoundGlance(Round Round, RoundState State, int Answered, bool TeamGiven);

/// <summary>What somebody does next for a place, with one button.</summary>
/// <param name="Label">null where there is nothing to do but wait</param>
public sealed record NextStep(string Words, string? Label, string? Href)
{
    /// <summary>A board or an agency without rounds of its own looks after schools: it begins with what these say together.</summary>
    public static NextStep For(Place place, Role role, IReadOnlyList<RoundGlance> rounds, Texts T) => rounds.Count > 0 || !Callers.Can(place)
        ? For(place.PlaceId, role, rounds, T, Called.BySector(place.Sector))
        : place.Kind == PlaceKind.Board
            ? new(T["See what your schools say together, and how many people each school has. A campaign asks all of them to begin."], T["What our schools say together"], $"/figures/{place.PlaceId}")
            : new(T["See what schools say, region by region. A campaign asks the schools that you serve to begin."], T["Figures"], "/figures");

    /// <summary>What runs comes first, then what is being prepared, then what was found out.</summary>
    public static NextStep For(Guid placeId, Role role, IReadOnlyList<RoundGlance> rounds, Texts T, PlaceWord word = PlaceWord.School)
    {
        if (role >= Role.Leader && Latest(rounds, RoundState.Open, RoundState.Waiting) is { } running) return Running(running, role, T);
        if (role >= Role.Coordinator && Latest(rounds, RoundState.Draft) is { } draft)
            return new(T["You are preparing {0}.", draft.Round.Name], T["Go on preparing"], $"/rounds/{draft.Round.Id}/prepare");
        if (Latest(rounds, RoundState.Closed) is { } closed)
            return new(T["{0} is closed and counted.", closed.Round.Name], T["Read the report"], $"/rounds/{closed.Round.Id}/report");
        if (role >= Role.Coordinator)
            return new(Ask(word, T), T["Start the first round"], $"/school/{placeId}/rounds/new");
        return new(T["There is nothing to read yet. When a coordinator starts a round and it has closed, the report is here."], null, null);
    }

    private static string Ask(PlaceWord word, Texts T) => word.Choose(
        T["Ask your leaders, teachers and learners how digital teaching and learning go."],
        T["Ask management, lecturers, support staff and students how digital education goes."],
        T["Ask staff, volunteers and learners how learning with computers and phones goes."]);

    private static NextStep Running(RoundGlance running, Role role, Texts T)
    {
        var (round, path) = (running.Round, $"/rounds/{running.Round.Id}");
        var words = StateWords.Of(round, running.State, T);
        return !running.TeamGiven ? new($"{round.Name}: {words} {T["The leaders' joint view is still to come."]}", T["Give the team's view"], path + "/team")
            : running.State == RoundState.Open ? new($"{round.Name}: {words} {T.N(running.Answered, "One person has answered.", "{0} people have answered.")}", T["See how it goes"], path)
            : role >= Role.Coordinator ? new($"{round.Name}: {words}", T["Invite people"], path + "/invite")
            : new($"{round.Name}: {words}", T["Look at the questions"], path + "/preview");
    }

    private static RoundGlance? Latest(IReadOnlyList<RoundGlance> rounds, params RoundState[] states) =>
        rounds.Where(r => states.Contains(r.State)).MaxBy(r => (r.Round.OpensOn, r.Round.CreatedAt));
}
