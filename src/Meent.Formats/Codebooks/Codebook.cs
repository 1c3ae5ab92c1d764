namespace Meent.Formats.Codebooks;

/// <summary>What a published table of figures is about: the study, the table's columns, and the questions with what may be shown of their answers.</summary>
/// <param name="Language">BCP 47 tag of all texts</param>
/// <param name="Questions">one per statement and group of people</param>
public sealed record Codebook(
    string Language, Study Study, DataFile File, IReadOnlyList<Column> Columns, IReadOnlyList<QuestionGroup> Groups, IReadOnlyList<CodebookQuestion> Questions);

/// <param name="Id">of the round</param>
/// <param name="Owner">whose figures they are: the school</param>
/// <param name="Software">name and version of the program that made them</param>
/// <param name="From">first and last day on which people answered: <paramref name="From"/> to <paramref name="To"/></param>
/// <param name="Universes">who was asked, and how many answered</param>
/// <param name="Access">what may not be shown, and why</param>
/// <param name="Remarks">further sentences that belong to every figure</param>
public sealed record Study(
    string Id, string Title, string About, string Subject, string Owner, string Software, string Version, DateOnly From, DateOnly To, string Unit, string Kind, string Sampling, string Mode,
    string InstrumentName, IReadOnlyList<string> Universes, string Access, IReadOnlyList<string> Remarks);

/// <param name="Rows">without the header</param>
public sealed record DataFile(string Name, string Content, int Rows, string Type);

/// <summary>A column of the table.</summary>
/// <param name="Codes">values and what they mean; empty where the column is free</param>
public sealed record Column(string Name, string Meaning, IReadOnlyList<Code> Codes);

public sealed record Code(string Value, string Meaning);

/// <summary>Questions about one subject.</summary>
/// <param name="Questions">their <see cref="CodebookQuestion.Name"/></param>
public sealed record QuestionGroup(string Id, string Name, IReadOnlyList<string> Questions);

/// <summary>A statement as one group of people was asked it.</summary>
/// <param name="Name">unique: "teachers.leadership.vision"</param>
/// <param name="Statement">as that group read it</param>
/// <param name="State">"shown", "suppressed", "nobodyAnswered"</param>
/// <param name="StateMeaning">a sentence, where the figures are not shown; else ""</param>
/// <param name="Categories">answers to choose from, lowest first, the one outside the scale last</param>
/// <param name="Merged">answers counted together; empty where each is shown or nothing is</param>
/// <param name="Statistics">empty where nothing is shown</param>
public sealed record CodebookQuestion(
    string Name, string Item, int Version, string Label, string Statement, string Audience, string Universe, string State, string StateMeaning, IReadOnlyList<Category> Categories,
    IReadOnlyList<Category> Merged, IReadOnlyList<Statistic> Statistics);

/// <param name="Value">code of the answer; of answers counted together their codes, parted by spaces</param>
/// <param name="Missing">outside the scale: no part of a mean</param>
/// <param name="Percent">share as published; null where it is not</param>
/// <param name="Remark">says why there is no share, or of whom it is one; else ""</param>
public sealed record Category(string Value, string Label, bool Missing, int? Percent, string Remark);

/// <param name="Kind">"mean", "meanAtLeast", "meanAtMost", "meanLow95", "meanHigh95", "answersAtLeast"</param>
public sealed record Statistic(string Kind, double Value);
