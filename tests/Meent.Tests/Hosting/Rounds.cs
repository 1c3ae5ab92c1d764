using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.People;
using Meent.Places;
using Meent.Reflect;
using Meent.Reflect.Instruments;
using Meent.Reflect.Results;
using Microsoft.Extensions.DependencyInjection;

namespace Meent.Tests.Hosting;

/// <summary>A round that a test made, with the code of each audience's link.</summary>
public sealed record MadeRound(Round Round, IReadOnlyDictionary<string, string> Codes)
{
    public Guid Id => Round.Id;

    public string Path => $"/rounds/{Round.Id}";

    /// <summary>Where the audience answers: <c>/r/{code}</c>.</summary>
    public string Link(string audience) => $"/r/{Codes[audience]}";
}

/// <summary>How a test's round differs from a mini round of teachers and learners that opens today for two weeks.</summary>
public sealed record RoundWish
{
    /// <summary>In its newest version.</summary>
    public string Instrument { get; init; } = "school";

    public string[] Audiences { get; init; } = ["teachers", "learners"];

    public Profile Profile { get; init; } = Profile.Mini;

    public LeadersAnswer Leaders { get; init; } = LeadersAnswer.Team;

    public Access Access { get; init; } = Access.Link;

    public string? LearnersVariant { get; init; } = "primary";

    public int? Invited { get; init; }

    /// <summary>Own items, asked of all audiences.</summary>
    public string[] OwnItems { get; init; } = [];

    public string Name { get; init; } = "Spring 2026";

    /// <summary>From today.</summary>
    public int OpensInDays { get; init; }

    public int ClosesInDays { get; init; } = 14;

    public DisclosurePolicy Promise { get; init; } = DisclosurePolicy.Default;

    /// <summary>A draft where false.</summary>
    public bool Opened { get; init; } = true;
}

/// <summary>Rounds made straight in the database, as the pages would make them.</summary>
public static class TestRounds
{
    public static async Task<MadeRound> OpenRound(this TestHub hub, Place school, Person coordinator, RoundWish? wish = null)
    {
        wish ??= new();
        var instrument = hub.Services.GetRequiredService<InstrumentLibrary>().Latest(wish.Instrument)!;
        var today = hub.Clock.Today();
        var round = new Round
        {
            PlaceId = school.PlaceId,
            Id = Ids.New(),
            Name = wish.Name,
            InstrumentId = instrument.Id,
            InstrumentVersion = instrument.Version,
            Profile = wish.Profile,
            Leaders = wish.Leaders,
            OpensOn = today.AddDays(wish.OpensInDays),
            ClosesOn = today.AddDays(wish.ClosesInDays),
            CreatedAt = hub.Clock.Now(),
            CreatedBy = coordinator.Id,
            OpenedAt = wish.Opened ? hub.Clock.Now() : null,
            OpenedBy = wish.Opened ? coordinator.Id : null,
            Promise = wish.Opened ? wish.Promise.ToJson() : null,
        };
        var audiences = wish.Audiences.Select(a => new RoundAudience
        {
            PlaceId = school.PlaceId,
            RoundId = round.Id,
            Audience = a,
            Variant = a == "learners" ? wish.LearnersVariant : null,
            Invited = wish.Invited,
            Access = wish.Access,
            LinkCode = Ids.Code(),
        }).ToList();
        var own = wish.OwnItems.Select((text, i) => new OwnItem
        {
            PlaceId = school.PlaceId, RoundId = round.Id, Number = i + 1, Text = text, Audiences = string.Join(' ', wish.Audiences),
        });
        await hub.Change(db => { db.Add(round); db.AddRange(audiences); db.AddRange(own); });
        return new MadeRound(round, audiences.ToDictionary(a => a.Audience, a => a.LinkCode));
    }
}
