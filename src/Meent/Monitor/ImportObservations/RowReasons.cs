using System.Text.Json.Serialization;
using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <param name="Detail">what <see cref="RowRefusal"/> says of it</param>
public sealed record RowIsUnreadable([property: JsonConverter(typeof(JsonStringEnumConverter<RowRefusal>))] RowRefusal Why, string Detail) : Reason
{
    public override string Sentence(Texts T) => RowSentences.Of(Why, Detail, T);

    public override string InGeneral(Texts T) => RowSentences.InGeneral(Why, T);
}

public sealed record NoPlaceHere(string Word) : Reason
{
    public override string Sentence(Texts T) => T["There is no place here for “{0}”.", Word];

    public override string InGeneral(Texts T) => T["There is no such place here."];
}

/// <summary>An operator said what the word means, and there is no place of that code.</summary>
public sealed record MeansNoPlace(string Word, string Code) : Reason
{
    public override string Sentence(Texts T) => T["“{0}” means {1}, as an operator said, and there is no such place here.", Word, Code];

    public override string InGeneral(Texts T) => T["The word means a place, as an operator said, that is not here."];
}

/// <summary>A name that stands for no code that is known.</summary>
public sealed record UnknownWord(string Dimension, string Word) : Reason
{
    public override string Sentence(Texts T) => T["“{0}” under “{1}” is no code and no name that is known.", Word, Dimension];

    public override string InGeneral(Texts T) => T["A word under “{0}” is no code and no name that is known.", Dimension];
}

public sealed record TargetWithoutValue : Reason
{
    public override string Sentence(Texts T) => T["A target without a value. Fill it in, or take the row out."];
}

/// <param name="Value">below 0 or above 100</param>
public sealed record NoShare(decimal Value, string Indicator) : Reason
{
    public override string Sentence(Texts T) => T["{0} is no share: {1} goes from 0 to 100 per cent.", Value, Indicator];

    public override string InGeneral(Texts T) => T["The value is no share: it is below 0 or above 100 per cent."];
}

/// <param name="Period">of where the way begins, or of a station</param>
public sealed record OffTheWay(string Period, string Due) : Reason
{
    public override string Sentence(Texts T) => T["{0} does not lie on the way to a target for {1}. A way goes forward, from its start to the period in which the target is due.", Period, Due];

    public override string InGeneral(Texts T) => T["The way to the target does not go forward, from its start to the period in which the target is due."];
}

/// <summary>Two rows of a file are one observation, under other names.</summary>
/// <param name="Line">of the other</param>
/// <param name="Same">with the same value; else neither is taken</param>
public sealed record SaidTwice(long Line, bool Same) : Reason
{
    public override string Sentence(Texts T) => Same
        ? T["Line {0} is about the same place, series and period, under other names, with the same value.", Line]
        : T["Line {0} is about the same place, series and period, under other names, and gives another value. Neither is taken.", Line];

    public override string InGeneral(Texts T) => Same
        ? T["Another line is about the same place, series and period, under other names, with the same value."]
        : T["Another line is about the same place, series and period, under other names, and gives another value. Neither is taken."];
}

public sealed record PlaceLeftOut(string Word) : Reason
{
    public override string Sentence(Texts T) => T["Rows of “{0}” are left out, as an operator decided.", Word];

    public override string InGeneral(Texts T) => T["The place is left out, as an operator decided."];
}

public sealed record WordLeftOut(string Word) : Reason
{
    public override string Sentence(Texts T) => T["Rows with “{0}” are left out, as an operator decided.", Word];

    public override string InGeneral(Texts T) => T["What the row is about is left out, as an operator decided."];
}

/// <summary>Such as the euro area, which statistics give beside countries.</summary>
public sealed record GroupOfCountries(string Word) : Reason
{
    public override string Sentence(Texts T) => T["“{0}” is a group of countries that is no place here.", Word];

    public override string InGeneral(Texts T) => T["The place is a group of countries that is no place here."];
}

public sealed record FiguresFromSchools : Reason
{
    public override string Sentence(Texts T) => T["Figures from schools are counted where the schools are, and not brought in from a file."];
}
