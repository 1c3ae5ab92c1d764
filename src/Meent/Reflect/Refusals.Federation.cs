using Meent.Foundation.Web;

namespace Meent.Reflect;

public sealed record NoCounterFile() : Refusal("This is no file of counters, or it is cut off.");

public sealed record CounterFileOfAnotherFormat(int Format, int Known) : Refusal("The file has format {0}, and this hub reads format {1}. Bring the older of the two hubs up to date.", Format, Known);

public sealed record CounterFileOfThisHub() : Refusal("This hub wrote the file itself. Its own figures are here already.");

/// <param name="Key">its id</param>
public sealed record CounterFileOfAStranger(string Key) : Refusal("The file is signed with the key {0}, and no partner of this hub has it. Ask for the partner’s key and set it.", Key);

public sealed record CounterFileForged() : Refusal("The signature does not fit: the file was changed after it was signed, or somebody else signed it. Nothing of it was read.");

public sealed record CounterFileUnreadable(string Why) : Refusal("The file is signed as it should be, and it cannot be read: {0}", Why);

public sealed record CounterFileAtOdds() : Refusal("What stands on top of the file does not fit the figures in it.");

public sealed record CounterFileTooOpen(string What) : Refusal("The file shows more than may leave an area: {0}. Nothing of it was taken.", What);

/// <param name="What">the part of the file, and what stands there</param>
public sealed record CounterFileImpossible(string What) : Refusal("The file says what cannot be: {0}. Nothing of it was taken.", What);

/// <param name="What">what the questionnaires here do not have</param>
public sealed record CounterFileOfUnknownItem(string What) : Refusal("The file has figures of {0}, and no version of the questionnaire here has that. Bring the questionnaire in first.", What);

public sealed record CounterFileOfMadeUpFigures() : Refusal("The file and this hub do not fit: one of them is a demonstration, and made-up figures are never added to real ones.");

public sealed record CounterFileOfUnknownArea(string Code) : Refusal("This hub knows no area with the code {0}. Bring the regions in first: meent import regions.", Code);

public sealed record CounterFileOfForeignArea(string Partner, string Area, string Allowed) : Refusal("{0} may speak for {2} and what lies in it. The file is about {1}.", Partner, Area, Allowed);

public sealed record CounterFileOfUnknownInstrument(string Instrument) : Refusal("This hub does not have the questionnaire {0}, so it cannot say what the figures mean.", Instrument);

public sealed record CounterFileTakenBefore(int Number) : Refusal("Edition {0} was taken before. Nothing changed.", Number);

public sealed record CounterFileOlder(int Number, int Known) : Refusal("The file holds edition {0}, and edition {1} was taken before. Nothing changed.", Number, Known);

public sealed record NoSuchArea(string Code) : Refusal("No union, country or region has the code {0}.", Code);

public sealed record NothingPublished(string Area, string Instrument) : Refusal("Nothing has been published of {0} with the questionnaire {1}. Figures come out when at least three schools have taken part.", Area, Instrument);

/// <param name="There">school years of which there are figures</param>
public sealed record NothingPublishedThen(string Area, string Instrument, string Period, string There) : Refusal("Nothing has been published of {0} with the questionnaire {1} for {2}. There are figures of: {3}.", Area, Instrument, Period, There);

/// <param name="There">ids of the questionnaires that the hub has</param>
public sealed record NoSuchQuestionnaire(string Instrument, string There) : Refusal("This hub has no questionnaire {0}. It has: {1}.", Instrument, There);

public sealed record FileNotFound(string Path) : Refusal("{0} was not found.", Path);

public sealed record FolderNotThere(string Path, string Folder) : Refusal("{0} cannot be written: the folder {1} is not there.", Path, Folder);

/// <param name="Why">what the system says</param>
public sealed record FileNotWritten(string Path, string Why) : Refusal("{0} cannot be written: {1}", Path, Why);
