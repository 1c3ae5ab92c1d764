using System.Globalization;
using System.Text;

namespace Meent.Bench;

/// <summary>A made-up register of any size: names, towns and numbers as registers have them, the same at every run.</summary>
internal static class ManySchools
{
    private static readonly string[] Starts = ["Al", "Bern", "Brück", "Dorn", "Eich", "Elz", "Fal", "Gar", "Hohen", "Ilm", "Kal", "Lin", "Mühl", "Nieder", "Ober", "Ross", "Schön", "Tann", "Ulm", "Wei", "Zell", "Ahr", "Bux", "Cor", "Dil", "Esch"];
    private static readonly string[] Middles = ["", "en", "er", "el", "ling", "ster", "ma", "ra", "lo", "wen", "gar", "dal"];
    private static readonly string[] Ends = ["bach", "berg", "brunn", "burg", "dorf", "feld", "furt", "hagen", "haus", "heim", "hofen", "ingen", "kirchen", "leben", "rode", "stadt", "stein", "tal", "wald", "weiler"];
    private static readonly string[] Kinds = ["Grundschule", "Grundschule", "Grundschule", "Gymnasium", "Realschule", "Gesamtschule", "Berufsschule", "Förderschule", "Gemeinschaftsschule", "Oberschule"];
    private static readonly string[] First = ["Anna", "Berta", "Clara", "Dora", "Emil", "Frieda", "Georg", "Hanna", "Ida", "Jakob", "Karl", "Luise", "Maria", "Nora", "Otto", "Paula", "Rosa", "Sophie", "Theodor", "Wilhelm"];
    private static readonly string[] Features = ["am Park", "am Markt", "an der Linde", "am Wald", "im Tal", "an der Brücke", "am See", "Nord", "Süd", "Ost", "West", "am Schloss", "auf dem Berg", "an der Mühle"];

    public const string Mapping = """
        title: Made-up schools
        country: DE
        separator: ";"
        columns: { id: ID, name: NAME, type: TYPE, region: STATE, address: STREET, postcode: POSTCODE, town: TOWN, board: BOARD, board_name: BOARD NAME }
        scheme: bench
        regions:
          scheme: nuts
          since: 1990-10-03
          codes: { A: { id: DE1, name: Baden-Württemberg }, B: { id: DE2, name: Bayern }, C: { id: DEA, name: Nordrhein-Westfalen }, D: { id: DED, name: Sachsen } }
        sectors: { primary: [grundschul], secondary: [gymnasi, realschul, gesamtschul, oberschul, gemeinschaftsschul], vocational: [beruf], special: [förder] }
        isced: { 1: [grundschul], 2: [gymnasi, realschul, gesamtschul, oberschul, gemeinschaftsschul], 3: [gymnasi, beruf] }

        """;

    /// <summary>Writes register and mapping into a folder.</summary>
    public static (string Register, string Mapping) Write(string folder, int schools)
    {
        var random = new Random(20261122);
        var text = new StringBuilder("ID;NAME;TYPE;STATE;STREET;POSTCODE;TOWN;BOARD;BOARD NAME\n");
        for (var i = 0; i < schools; i++)
        {
            var town = Town(random);
            var kind = Kinds[random.Next(Kinds.Length)];
            var board = random.Next(1 + schools / 30);
            text.Append(CultureInfo.InvariantCulture, $"{Number(i)};{Name(kind, town, random)};{kind};{(char)('A' + i % 4)};{Town(random)}er Straße {random.Next(1, 200)};{random.Next(1000, 99999):00000};{town};{board};Schulverband {board}\n");
        }
        var (register, mapping) = (Path.Combine(folder, "many.csv"), Path.Combine(folder, "many.yaml"));
        File.WriteAllText(register, text.ToString());
        File.WriteAllText(mapping, Mapping);
        return (register, mapping);
    }

    /// <summary>What the register calls its school number i, counted from 0.</summary>
    public static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i % 4)}{10_000_000 + i * 37L}");

    /// <summary>One letter changed, left out, put in or changed with its neighbour, in a word of four letters or more.</summary>
    public static string Misspelled(string name, Random random)
    {
        var words = name.Split(' ');
        List<int> long4 = [.. Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4 && words[i].All(char.IsLetter))];
        if (long4.Count == 0) return name;
        var word = long4[random.Next(long4.Count)];
        var (text, at, letter) = (words[word], random.Next(words[word].Length - 1), (char)('a' + random.Next(26)));
        words[word] = random.Next(4) switch
        {
            0 => text[..at] + letter + text[(at + 1)..],
            1 => text.Remove(at, 1),
            2 => text.Insert(at, letter.ToString()),
            _ => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
        };
        return string.Join(' ', words);
    }

    private static string Name(string kind, string town, Random random) => random.Next(5) switch
    {
        0 => $"{First[random.Next(First.Length)]}-{Town(random)}er-{kind}",
        1 => $"{kind} {town}",
        2 => $"{Town(random).ToUpperInvariant()[0]}{Town(random)[1..]}{kind.ToLowerInvariant()} {Features[random.Next(Features.Length)]}",
        3 => $"{kind} {Features[random.Next(Features.Length)]}",
        _ => $"{First[random.Next(First.Length)]} {Town(random)} {kind}",
    };

    private static string Town(Random random) => Starts[random.Next(Starts.Length)] + Middles[random.Next(Middles.Length)] + Ends[random.Next(Ends.Length)];
}
