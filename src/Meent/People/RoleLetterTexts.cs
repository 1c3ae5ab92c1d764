using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.People;

/// <summary>What the mails about roles say.</summary>
internal static class RoleLetterTexts
{
    /// <param name="Reason">in the words of the one who asks</param>
    public sealed record Request(string Name, string Email, Role Role, string Place, string? Reason);

    /// <param name="Until">the last day of the one who leaves; null where the role has ended at once</param>
    public sealed record HandOver(string From, string To, Role Role, string Place, DateOnly? Until);

    public static Letter Asked(Request request, string path, Texts T) => new(
        T["{0} asks to be {1} of {2}", request.Name, RoleNames.Of(request.Role, T), request.Place],
        [T["{0} ({1}) asks to be {2} of {3}.", request.Name, request.Email, RoleNames.Of(request.Role, T), request.Place], .. Reason(request, T)],
        new LetterLink(T["Look at the request"], path));

    public static Letter Reminded(Request request, string path, Texts T) => new(
        T["{0} still waits for an answer", request.Name],
        [
            T["Two weeks ago {0} ({1}) asked to be {2} of {3}. Nobody has decided yet.", request.Name, request.Email, RoleNames.Of(request.Role, T), request.Place],
            .. Reason(request, T), T["Without an answer the request ends 60 days after it was made."],
        ],
        new LetterLink(T["Look at the request"], path));

    public static Letter Decided(string name, RoleHeld role, string place, Texts T)
    {
        var held = role.State == RoleState.Held;
        return new Letter(
            held ? T["You are {0} of {1}", RoleNames.Of(role.Role, T), place] : T["Your request for {0}", place],
            [T["Hello {0},", name],
                held ? T["your request was approved. You are now {0} of {1}.", RoleNames.Of(role.Role, T), place]
                    : T["your request to be {0} of {1} was not approved.", RoleNames.Of(role.Role, T), place],
                .. role.Answer is { } answer ? new[] { T["The answer says: {0}", answer] } : []],
            held ? new LetterLink(T["Go to our school"], "/school") : new LetterLink(T["Go to your account"], "/account"));
    }

    public static Letter DecidedOnOwn(string name, Role role, string place, Guid placeId, Texts T) => new(
        T["{0} is now {1} of {2}", name, RoleNames.Of(role, T), place],
        [T["{0} runs this hub alone, asked to be {1} of {2}, and approved that. Nobody else could decide. It is recorded.", name, RoleNames.Of(role, T), place],
            T["If that is not right, end the role."]],
        new LetterLink(T["Look at the people of {0}", place], $"/places/{placeId}/people"));

    public static Letter Joined(string name, Role role, string place, Guid placeId, Texts T) => new(
        T["{0} is now {1} of {2}", name, RoleNames.Of(role, T), place],
        [T["{0} has an address of your mail domain, and so became {1} of {2} at once.", name, RoleNames.Of(role, T), place], T["If that is not right, end the role."]],
        new LetterLink(T["Look at the people of {0}", place], $"/places/{placeId}/people"));

    public static Letter Lapsed(string name, Role role, string place, Texts T) => new(
        T["Your request for {0}", place],
        [T["Hello {0},", name], T["for 60 days nobody decided on your request to be {0} of {1}, so it ended.", RoleNames.Of(role, T), place],
            T["You can ask again. It helps to tell a colleague there, or the board, that you did."]],
        new LetterLink(T["Go to your account"], "/account"));

    public static Letter ClosedBefore(string name, string place, Texts T) => new(
        T["Your request for {0}", place],
        [T["Hello {0},", name], T["{0} closes, so nobody decides on your request any more. It has ended.", place]],
        new LetterLink(T["Go to your account"], "/account"));

    public static Letter InvitationEnded(string place, Texts T) => new(
        T["The invitation to {0} does not hold any more", place],
        [T["{0} closes, so the invitation that you got has ended. There is nothing for you to do.", place]]);

    public static Letter Ended(string name, Role role, string place, Texts T) => new(
        T["You are no longer {0} of {1}", RoleNames.Of(role, T), place],
        [T["Hello {0},", name], T["your role as {0} of {1} has ended.", RoleNames.Of(role, T), place]],
        new LetterLink(T["Go to your account"], "/account"));

    public static Letter HandedOver(HandOver over, Texts T) => new(
        T["{0} has taken over from you", over.To],
        [over.Until is { } day
            ? T["{0} is now {1} of {2}. Your own role there ends on {3}.", over.To, RoleNames.Of(over.Role, T), over.Place, T.Date(day)]
            : T["{0} is now {1} of {2}. Your own role there has ended.", over.To, RoleNames.Of(over.Role, T), over.Place]],
        new LetterLink(T["Go to your account"], "/account"));

    public static Letter TookOver(HandOver over, Guid place, Texts T) => new(
        T["You are {0} of {1}", RoleNames.Of(over.Role, T), over.Place],
        [T["You have taken over from {0}. You are now {1} of {2}.", over.From, RoleNames.Of(over.Role, T), over.Place], RoleNames.Does(over.Role, T)],
        new LetterLink(T["Look at the people of {0}", over.Place], $"/places/{place}/people"));

    public static Letter SawHandOver(HandOver over, Guid place, Texts T) => new(
        T["{0} has a new {1}", over.Place, RoleNames.Of(over.Role, T)],
        [T["{0} handed the role of {1} of {2} over to {3}.", over.From, RoleNames.Of(over.Role, T), over.Place, over.To]],
        new LetterLink(T["Look at the people of {0}", over.Place], $"/places/{place}/people"));

    public static Letter NobodyLeft(string place, Guid placeId, Texts T) => new(
        T["Nobody coordinates {0} any more", place],
        [T["The last coordinator of {0} has left. Rounds that are open go on to their last day and close by themselves; the results are kept.", place],
            T["Invite somebody who takes over. Until then you decide on who asks for a role there."]],
        new LetterLink(T["Look at the people of {0}", place], $"/places/{placeId}/people"));

    /// <param name="takesOver">the one who invites hands the role over</param>
    public static Letter Invited(string email, Role role, bool takesOver, string by, string byEmail, string place, Texts T) => new(
        takesOver ? T["{0} hands {1} over to you", by, place] : T["{0} invites you to {1}", by, place],
        [takesOver ? T["{0} ({1}) leaves, and asks you to take over as {2} of {3}.", by, byEmail, RoleNames.Of(role, T), place] : T["{0} ({1}) invites you to be {2} of {3}.", by, byEmail, RoleNames.Of(role, T), place],
            RoleNames.Does(role, T),
            T["Sign in with this address, {0}, or make an account with it. Then you find the invitation on the page of your account. It holds for 30 days.", email]],
        new LetterLink(T["Go to the invitation"], "/account"));

    private static IEnumerable<string> Reason(Request request, Texts T) => request.Reason is { } reason ? [T["The reason given: {0}", reason]] : [];
}
