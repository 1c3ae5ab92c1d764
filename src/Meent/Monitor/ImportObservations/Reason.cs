using System.Text.Json.Serialization;
using Meent.Formats.Statistics;
using Meent.Foundation.Localisation;

namespace Meent.Monitor.ImportObservations;

/// <summary>Why a row or a file of figures is not taken: a value, kept beside a file that waits. Its words are made where somebody reads them.</summary>
/// <remarks>A kind that is not listed here cannot be kept; one that is renamed is not read back, and files that wait are looked at again.</remarks>
[JsonDerivedType(typeof(RowIsUnreadable), nameof(RowIsUnreadable))]
[JsonDerivedType(typeof(NoPlaceHere), nameof(NoPlaceHere))]
[JsonDerivedType(typeof(MeansNoPlace), nameof(MeansNoPlace))]
[JsonDerivedType(typeof(UnknownWord), nameof(UnknownWord))]
[JsonDerivedType(typeof(TargetWithoutValue), nameof(TargetWithoutValue))]
[JsonDerivedType(typeof(NoShare), nameof(NoShare))]
[JsonDerivedType(typeof(SaidTwice), nameof(SaidTwice))]
[JsonDerivedType(typeof(OffTheWay), nameof(OffTheWay))]
[JsonDerivedType(typeof(PlaceLeftOut), nameof(PlaceLeftOut))]
[JsonDerivedType(typeof(WordLeftOut), nameof(WordLeftOut))]
[JsonDerivedType(typeof(GroupOfCountries), nameof(GroupOfCountries))]
[JsonDerivedType(typeof(FiguresFromSchools), nameof(FiguresFromSchools))]
[JsonDerivedType(typeof(FileIsUnreadable), nameof(FileIsUnreadable))]
[JsonDerivedType(typeof(ReadingEnded), nameof(ReadingEnded))]
[JsonDerivedType(typeof(MappingIsUnreadable), nameof(MappingIsUnreadable))]
[JsonDerivedType(typeof(NoSuchFile), nameof(NoSuchFile))]
[JsonDerivedType(typeof(FileIsFolder), nameof(FileIsFolder))]
[JsonDerivedType(typeof(EmbargoIsOutOfReach), nameof(EmbargoIsOutOfReach))]
[JsonDerivedType(typeof(NoSuchMapping), nameof(NoSuchMapping))]
[JsonDerivedType(typeof(SourceIsMissing), nameof(SourceIsMissing))]
[JsonDerivedType(typeof(RowsRefused), nameof(RowsRefused))]
[JsonDerivedType(typeof(NoRowTaken), nameof(NoRowTaken))]
[JsonDerivedType(typeof(DefinitionsCannotWait), nameof(DefinitionsCannotWait))]
[JsonDerivedType(typeof(NotFetched), nameof(NotFetched))]
public abstract record Reason
{
    /// <summary>What is wrong, where, and what to do next.</summary>
    public abstract string Sentence(Texts T);

    /// <summary>The same for all rows with this mistake, whatever stands in them.</summary>
    public virtual string InGeneral(Texts T) => Sentence(T);

    /// <summary>As the command line and the report say it.</summary>
    public virtual string InEnglish() => Sentence(Texts.English);
}
