namespace Meent.People;

/// <summary>Of a route: what is sent to it after the session ended is held in the answer, to be sent once more after signing in.</summary>
internal sealed class TypedIsKept;

public static class KeepingTyped
{
    /// <summary>For forms in which somebody types for minutes, and nothing that only its writer may read.</summary>
    public static RouteHandlerBuilder KeepsTyped(this RouteHandlerBuilder route) => route.WithMetadata(new TypedIsKept());
}
