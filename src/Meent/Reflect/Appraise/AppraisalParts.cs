using Microsoft.EntityFrameworkCore;

namespace Meent.Reflect.Appraise;

/// <summary>What appraisals add to the module.</summary>
internal static class AppraisalParts
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        SeeAppraisals.Map(routes);
        BeginAppraisal.Map(routes);
        JudgeArea.Map(routes);
        FinishAppraisal.Map(routes);
        ReadAppraisal.ReadAppraisal.Map(routes);
    }

    public static void Map(ModelBuilder model) => model.Entity<Appraisal>(e =>
    {
        e.ToTable("reflect_appraisal");
        e.HasKey(a => new { a.PlaceId, a.Id });
        e.HasIndex(a => a.Id);
    });
}
