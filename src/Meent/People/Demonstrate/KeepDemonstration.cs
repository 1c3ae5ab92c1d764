using Meent.Foundation;
using Meent.Foundation.Web;

namespace Meent.People.Demonstrate;

/// <summary>
/// The accounts of a demonstration are everybody's, and so is their password: whoever comes next finds them as they were. On a demonstration
/// hub the forms under <see cref="Kept"/> change nothing of theirs; accounts that visitors make are their own.
/// </summary>
internal static class KeepDemonstration
{
    /// <summary>For forms that delete an account, or change how somebody gets into it.</summary>
    public static IEndpointRouteBuilder Kept(this IEndpointRouteBuilder routes) => routes.MapGroup("").AddEndpointFilter(async (call, next) =>
        await IsAboutOne(call.HttpContext) ? Page.Of<DemonstrationAccountPage>(409) : await next(call));

    private static async Task<bool> IsAboutOne(HttpContext context)
    {
        if (!context.RequestServices.GetRequiredService<Settings>().Demonstration || !HttpMethods.IsPost(context.Request.Method)) return false;
        var me = Me.Of(context).Id;
        if (DemonstrationAccount.All.Any(a => a.Id == me)) return true;
        // Who forgot a password is not signed in, and names an address.
        return await Posted.BindAsync(context) is { } posted && posted["email"] is { } email && DemonstrationAccount.All.Any(a => Persons.NormalizedEmail(a.Email) == Persons.NormalizedEmail(email));
    }
}
