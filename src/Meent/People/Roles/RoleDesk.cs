using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>How a posted decision went.</summary>
public enum DeskAnswer { Done, Invalid, Stale, Hidden }

/// <summary>Takes decisions on roles from a form: <c>act</c> (approve, refuse, end), <c>id</c>, and an answer. Tells by mail whom it concerns.</summary>
public sealed class RoleDesk(HubDb db, RoleLetters letters, TimeProvider clock, Texts T)
{
    private const int LongestAnswer = 500;

    /// <summary>The acts of this desk that change roles: a form with one of them asks for a proof of who sits there.</summary>
    public static readonly string[] Acts = ["approve", "refuse", "end", "invite", "withdraw"];

    /// <summary>The hidden fields of a button that posts a decision.</summary>
    public static IReadOnlyDictionary<string, string> Fields(string act, Guid place, Guid id) =>
        new Dictionary<string, string> { ["act"] = act, ["place"] = place.ToString(), ["id"] = id.ToString() };

    /// <summary>Name of the field for the answer to one request: a page may have several.</summary>
    public static string AnswerField(string? id) => $"answer-{id}";

    /// <param name="errors">filled where the answer is Invalid or Stale</param>
    public async Task<DeskAnswer> Act(Posted posted, Guid place, Me me, FormErrors errors)
    {
        var act = posted["act"];
        if (act is not ("approve" or "refuse" or "end") || !Guid.TryParse(posted["id"], out var id)) return DeskAnswer.Hidden;
        var field = AnswerField(id.ToString());
        var answer = posted[field];
        if (act == "refuse" && answer is null) errors.Add(field, T["Write why, in a sentence: the person who asked reads it."]);
        if (answer?.Length > LongestAnswer) errors.Add(field, T["Use at most {0} characters.", LongestAnswer]);
        if (errors.Any) return DeskAnswer.Invalid;
        var outcome = act switch
        {
            "approve" => await RoleChanges.Approve(db, me, place, id, answer, clock, letters),
            "refuse" => await RoleChanges.Refuse(db, me, place, id, answer!, clock, letters),
            _ => await RoleChanges.End(db, me, place, id, clock, letters: letters),
        };
        return Tell(outcome, errors);
    }

    private DeskAnswer Tell(Outcome outcome, FormErrors errors)
    {
        switch (outcome)
        {
            case Outcome.Done:
                return DeskAnswer.Done;
            case Outcome.Refused(var why):
                errors.Add("", why.Sentence(T));
                return DeskAnswer.Stale;
            default:
                return DeskAnswer.Hidden;
        }
    }
}
