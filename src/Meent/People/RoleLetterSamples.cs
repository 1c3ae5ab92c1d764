using Meent.Foundation.Data;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.People;

/// <summary>Every kind of mail about roles, with made-up people.</summary>
internal static class RoleLetterSamples
{
    private const string Place = "De Elzenhof";

    private static readonly Guid PlaceId = Ids.Named("sample place");
    private static readonly DateTime Day = new(2026, 3, 4, 9, 0, 0, DateTimeKind.Utc);
    private static readonly RoleLetterTexts.Request Request = new("Noor Bakker", "noor@elzenhof.example", Role.Leader, Place, "I lead the upper classes.");
    private static readonly RoleLetterTexts.HandOver HandOver = new("Anna de Vries", "Noor Bakker", Role.Coordinator, Place, null);

    public static IReadOnlyList<LetterSample> All { get; } =
    [
        new(Texts.Key("Somebody asks for a role"), (_, T) => RoleLetterTexts.Asked(Request, "/requests", T)),
        new(Texts.Key("A request still waits"), (_, T) => RoleLetterTexts.Reminded(Request, "/requests", T)),
        new(Texts.Key("A request was approved"), (_, T) => RoleLetterTexts.Decided("Noor Bakker", Answered(approved: true, "Welcome."), Place, T)),
        new(Texts.Key("A request was not approved"), (_, T) => RoleLetterTexts.Decided("Noor Bakker", Answered(approved: false, "Ask your head first."), Place, T)),
        new(Texts.Key("A request lapsed"), (_, T) => RoleLetterTexts.Lapsed("Noor Bakker", Role.Leader, Place, T)),
        new(Texts.Key("A place closes with a request open"), (_, T) => RoleLetterTexts.ClosedBefore("Noor Bakker", Place, T)),
        new(Texts.Key("The only operator approved their own request"), (_, T) => RoleLetterTexts.DecidedOnOwn("Olga Prins", Role.Coordinator, Place, PlaceId, T)),
        new(Texts.Key("Somebody got a role by the domain of the address"), (_, T) => RoleLetterTexts.Joined("Noor Bakker", Role.Reader, Place, PlaceId, T)),
        new(Texts.Key("An invitation"), (_, T) => RoleLetterTexts.Invited("noor@elzenhof.example", Role.Leader, false, "Anna de Vries", "anna@elzenhof.example", Place, T)),
        new(Texts.Key("An invitation to take over"), (_, T) => RoleLetterTexts.Invited("noor@elzenhof.example", Role.Coordinator, true, "Anna de Vries", "anna@elzenhof.example", Place, T)),
        new(Texts.Key("An invitation ended as the place closes"), (_, T) => RoleLetterTexts.InvitationEnded(Place, T)),
        new(Texts.Key("To who handed a role over"), (_, T) => RoleLetterTexts.HandedOver(HandOver, T)),
        new(Texts.Key("To who took a role over"), (_, T) => RoleLetterTexts.TookOver(HandOver, PlaceId, T)),
        new(Texts.Key("To the board, when a role was handed over"), (_, T) => RoleLetterTexts.SawHandOver(HandOver, PlaceId, T)),
        new(Texts.Key("A role ended"), (_, T) => RoleLetterTexts.Ended("Noor Bakker", Role.Leader, Place, T)),
        new(Texts.Key("A place has nobody left"), (_, T) => RoleLetterTexts.NobodyLeft(Place, PlaceId, T)),
    ];

    private static RoleHeld Answered(bool approved, string answer) => new()
    {
        PlaceId = PlaceId, PersonId = PlaceId, Role = Role.Leader, Since = Day, ApprovedAt = approved ? Day : null, EndedAt = approved ? null : Day, EndedBy = approved ? null : Guid.Empty, Answer = answer,
    };
}
