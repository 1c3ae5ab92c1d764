using Meent.Design.Charts;
using Meent.Design.Charts.Standalone;
using Meent.Foundation.Localisation;
using Meent.Monitor.ReadIndicators;

namespace Meent.Monitor.CompareActing;

/// <summary>What moved where a measure is under way, with what was spent.</summary>
internal sealed class ActingPictures(Texts T, IndicatorWords words, ActingPage.Shown model)
{
    /// <summary>As in addresses.</summary>
    public const string Name = "change";

    /// <summary>Whether there is a place that acts and whose two figures can be set beside each other.</summary>
    public bool Has => Moved.Any();

    private IEnumerable<MovedPlace> Moved => model.Acting.Where(p => p.Change.Difference is not null && p.Start is not null);

    public ChangeModel Change() => new(
        T["What became of the figure where a measure is under way"], model.Compared.From ?? "", model.Compared.To ?? "", T["fell"], T["rose"],
        [
            .. from place in Moved
               let difference = (double)place.Change.Difference!.Value
               select new ChangeRow(T["{0}, spent: {1}", place.Place.Name, Spent(place.Acting!)], "other", ValueState.Shown, words.Words.Word(place.Change.Movement),
                   (double)place.Start!.Value, (double)place.Start.Value + difference, difference, difference - place.Change.Margin, difference + place.Change.Margin),
        ],
        $"{words.Note(model.Compared.Versions, model.Compared.Seen)} {T["Spending as the plans say it; bands: 95 %."]}{(model.Compared.Indicator.Demonstration ? " " + T["Demonstration: the plans are made up."] : "")}", T["Place"]);

    public string Svg(ChartColours colours) => ChartSvg.Of(Change(), T, colours);

    public string Spent(Acting acting) => acting.Spent is { } spent ? "€\u00a0" + T.Number((double)spent) : T["not said"];
}
