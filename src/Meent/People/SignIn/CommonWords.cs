namespace Meent.People;

/// <summary>Words that passwords in schools are made of. A password that is one or two of them, with figures and signs around, is refused.</summary>
internal static class CommonWords
{
    public static IEnumerable<string> All => string.Join(' ', English, Dutch, German, French, Keyboard).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private const string English = """
        password passwords passphrase welcome hello secret login letmein access admin administrator default changeme user guest test testing
        school teacher student pupil class classroom learning computer internet digital security safety library headmaster principal
        iloveyou love lovely sunshine princess dragon monkey master shadow football baseball basketball superman batman spiderman starwars
        pokemon minecraft fortnite chocolate cookie flower flowers family freedom whatever trustno happy lucky magic summer winter spring autumn
        january february march april june july august september october november december monday tuesday wednesday thursday friday saturday
        sunday today tomorrow london paris berlin brussels amsterdam europe meent hub mypassword thepassword newpassword
        """;

    private const string Dutch = """
        wachtwoord wachtwoorden welkom hallo geheim toegang beheer beheerder docent leraar lerares juf meester leerling klas basisschool
        voetbal prinses zonnetje bloem bloemen familie vrijheid liefde zomer lente herfst winter januari februari maart mei juni juli augustus
        oktober maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag morgen nederland rotterdam utrecht ajax feyenoord
        mijnwachtwoord nieuwwachtwoord
        """;

    private const string German = """
        passwort willkommen geheim schule lehrer lehrerin klasse fussball sommer herbst fruehling liebe familie freiheit sonnenschein
        montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar maerz juni juli dezember deutschland hamburg muenchen
        """;

    private const string French = """
        motdepasse bonjour bienvenue azerty ecole professeur eleve classe soleil amour famille liberte football chocolat
        """;

    private const string Keyboard = """
        qwerty qwertyui qwertyuiop qwertz qwertzui qwertzuiop azertyuiop asdf asdfg asdfgh asdfghjk asdfghjkl zxcv zxcvbn zxcvbnm yxcvbnm
        qazwsx qazwsxedc qweasd qweasdzxc abc abcd abcde abcdef xyz aaa xxx
        """;
}
