using Meent.Foundation.Data;
using Meent.Foundation.Time;
using Meent.Monitor;

namespace Meent.Tests.Monitor.KeepStudies;

/// <summary>Studies that are there when a test begins.</summary>
public static class StudySeeds
{
    /// <summary>A study of digital skills with one finding.</summary>
    /// <returns>its id</returns>
    public static async Task<Guid> AddStudy(this TestHub hub, Guid place)
    {
        var study = new StoredStudy { PlaceId = place, Title = "Does a course help?", Authors = "Institute of the Vale", Design = StudyDesigns.Groups, Published = 2025, Indicator = "digital-skills-basic", WrittenAt = hub.Clock.Now(), LastFinding = 1 };
        await hub.Change(db => db.AddRange(study, new StoredFinding { PlaceId = place, StudyId = study.Id, Number = 1, Sentence = "Those who followed it check more sources.", Direction = FindingDirections.Better, Effect = 3.5m, Low = 1, High = 6, Unit = "points", N = 420 }));
        return study.Id;
    }
}
