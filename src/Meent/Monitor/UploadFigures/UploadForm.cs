using Meent.Foundation.Localisation;
using Meent.Foundation.Web;
using Meent.Monitor.ImportObservations;

namespace Meent.Monitor.UploadFigures;

/// <summary>What an operator says of a file, as typed.</summary>
/// <param name="Columns">how its columns are known: null where the file says so itself, <see cref="Own"/> or <see cref="Sent"/></param>
/// <param name="Source">whose figures they are; null where the file says so itself</param>
/// <param name="Embargo">"2026-12-01T11:00", in UTC; null where there is none</param>
public sealed record UploadForm(string? Columns, string? Source, string? Embargo, string? Note, bool WithoutRefused)
{
    /// <summary>As this hub writes files itself.</summary>
    public const string Own = "own";

    /// <summary>As a mapping says that was sent along.</summary>
    public const string Sent = "sent";

    public const int LongestNote = 500;

    public static UploadForm Empty { get; } = new(null, null, null, null, false);

    public static UploadForm From(Posted posted) => new(
        posted["columns"] is Own or Sent ? posted["columns"] : null, posted["source"]?.ToLowerInvariant(), posted["embargo"], posted["note"], posted["without-refused"] is not null);

    /// <summary>Whoever sends a mapping along means it, unless they say that something else holds.</summary>
    public UploadForm With(bool mappingSent) => mappingSent && Columns is null ? this with { Columns = Sent } : this;

    /// <param name="hasMapping">a mapping came along, now or before</param>
    /// <param name="mappingSent">one came along now</param>
    public void Check(FormErrors errors, bool hasMapping, bool mappingSent, DateTime now, Texts T)
    {
        if (Columns == Own && mappingSent) errors.Add("columns", T["You sent a mapping along, so say that the mapping tells how the columns are known, or send none."]);
        if (Columns == Sent && !hasMapping) errors.Add("mapping", T["Choose the mapping, or say otherwise how the columns are known."]);
        if (Source is { } source && !ImportObservationsCommand.IsSource(source)) errors.Add("source", T["Write small letters, digits and hyphens: oecd. “schools” is what this hub counts itself."]);
        if (Embargo is { } embargo && ImportObservationsCommand.Time(embargo) is null) errors.Add("embargo", T["Write a day and a time: 2026-12-01T11:00."]);
        else if (ImportObservationsCommand.Time(Embargo) is { } closed && EmbargoIsOutOfReach.Holds(closed, now)) errors.Add("embargo", new EmbargoIsOutOfReach().Sentence(T));
        if (Note?.Length > LongestNote) errors.Add("note", T["Write at most {0} characters.", LongestNote]);
    }
}
