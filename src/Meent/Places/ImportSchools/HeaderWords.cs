using Meent.Foundation.Localisation;

namespace Meent.Places.ImportSchools;

/// <summary>What columns and types of registers are called in Europe, as far as guesses go.</summary>
internal static class HeaderWords
{
    /// <summary>By meaning, the likeliest words first.</summary>
    public static IReadOnlyDictionary<string, string[]> OfColumns { get; } = Fold(new()
    {
        ["id"] = ["vestigingscode", "uai", "schulnummer", "urn", "rspo", "codice scuola", "school id", "school code", "school number", "kennziffer", "κωδικός", "identifier", "identifiant", "identificador", "identificativo", "código", "codice", "code", "numéro", "nummer", "numero", "number", "kod", "kód", "id", "oid", "nr"],
        ["name"] = ["vestigingsnaam", "appellation officielle", "ονομασία σχολείου", "schulname", "school name", "denominación", "denominazione", "denominação", "appellation", "ονομασία", "όνομα", "naam", "name", "nom", "nombre", "nome", "nazwa", "název", "názov", "navn", "namn", "nimi", "denumire", "név", "school", "schule", "école", "escuela", "scuola", "szkoła", "škola", "skole", "skola", "koulu", "iskola"],
        ["type"] = ["onderwijsstructuur", "nature etablissement", "schulform", "schulart", "school type", "type", "typ", "tipo", "nature", "soort", "kind", "τύπος", "βαθμίδα", "druh", "rodzaj", "tip", "level", "niveau", "category"],
        ["region"] = ["provincie", "libelle academie", "bundesland", "περιφέρεια", "województwo", "academie", "departement", "region", "région", "regione", "state", "land", "province", "provincia", "kraj", "county", "maakunta", "län", "fylke", "judet"],
        ["address"] = ["straatnaam", "διεύθυνση", "adresse", "address", "dirección", "indirizzo", "straße", "strasse", "street", "ulica", "ulice", "adresa", "osoite", "adress", "adres", "rue", "via", "cim"],
        ["number"] = ["huisnummer toevoeging", "huisnummer", "hausnummer", "house number", "numero voie", "numer domu"],
        ["postcode"] = ["postcode", "postleitzahl", "code postal", "código postal", "kod pocztowy", "postnummer", "postinumero", "plz", "τ κ", "τκ", "psč", "cap", "zip", "postal"],
        ["town"] = ["plaatsnaam", "commune", "town", "city", "ort", "stadt", "comune", "municipio", "localidad", "localité", "πόλη", "δήμος", "obec", "miejscowość", "kommune", "kommun", "kunta", "stad", "ville", "place", "localitate", "település"],
        ["board"] = ["bevoegd gezag nummer", "träger nummer", "board number", "board id", "organisme"],
        ["board_name"] = ["bevoegd gezag naam", "schulträger", "träger", "board name", "board"],
        ["institution"] = ["instellingscode", "istituto riferimento", "institution"],
        ["opened"] = ["date ouverture", "opening date", "open date", "opened", "eröffnet", "έναρξη", "datum oprichting", "ingangsdatum", "fecha alta", "since"],
        ["closed"] = ["date fermeture", "closing date", "close date", "closed", "einddatum", "λήξη", "datum opheffing", "geschlossen", "until"],
    });

    /// <summary>Words of types with the sector and the levels of ISCED 2011 that they mostly stand for; "" where they stand for none.</summary>
    public static IReadOnlyList<(string Word, string Sector, string Isced)> OfTypes { get; } =
    [
        .. new (string, string, string)[]
        {
            ("maternelle", "", "0"), ("kindergarten", "", "0"), ("νηπιαγωγείο", "", "0"), ("nursery", "", "0"), ("infantil", "", "0"), ("infanzia", "", "0"), ("przedszkole", "", "0"), ("mateřská", "", "0"),
            ("primaire", "primary", "1"), ("élémentaire", "primary", "1"), ("primary", "primary", "1"), ("primaria", "primary", "1"), ("grundschul", "primary", "1"), ("basisschool", "primary", "1"), ("basisonderwijs", "primary", "1"),
            ("δημοτικό", "primary", "1"), ("podstawow", "primary", "1"), ("základní", "primary", "1"), ("alapfok", "primary", "1"), ("grundskol", "primary", "1 2"), ("folkeskole", "primary", "1 2"), ("peruskoul", "primary", "1 2"),
            ("collège", "secondary", "2"), ("mittelschul", "secondary", "2"), ("realschul", "secondary", "2"), ("hauptschul", "secondary", "2"), ("γυμνάσιο", "secondary", "2"), ("vmbo", "secondary", "2"), ("lower secondary", "secondary", "2"), ("primo grado", "secondary", "2"),
            ("lycée général", "secondary", "3"), ("lyceum", "secondary", "2 3"), ("gymnasium", "secondary", "2 3"), ("λύκειο", "secondary", "3"), ("havo", "secondary", "2 3"), ("vwo", "secondary", "2 3"), ("liceum", "secondary", "3"), ("liceo", "secondary", "3"),
            ("gymnázium", "secondary", "2 3"), ("upper secondary", "secondary", "3"), ("bachillerato", "secondary", "3"), ("secondary", "secondary", "2 3"), ("secundaria", "secondary", "2 3"),
            ("professionnel", "vocational", "3"), ("beruf", "vocational", "3"), ("vocational", "vocational", "3"), ("επα λ", "vocational", "3"), ("επαλ", "vocational", "3"), ("επαγγελματικ", "vocational", "3"), ("zawodow", "vocational", "3"),
            ("technik", "vocational", "3"), ("tecnico", "vocational", "3"), ("professionale", "vocational", "3"), ("mbo", "vocational", "3"),
            ("special", "special", ""), ("spécial", "special", ""), ("förder", "special", ""), ("sonder", "special", ""), ("ειδικ", "special", ""), ("specjaln", "special", ""), ("speciaal", "special", ""), ("adapté", "special", ""),
        }.Select(t => (Folded.Text(t.Item1), t.Item2, t.Item3)),
    ];

    private static Dictionary<string, string[]> Fold(Dictionary<string, string[]> words) => words.ToDictionary(w => w.Key, w => w.Value.Select(Folded.Text).ToArray());
}
