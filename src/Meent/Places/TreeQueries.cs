namespace Meent.Places;

/// <summary>The tree as it was on a day, each way in one query; every level is one search in an index.</summary>
public static class TreeQueries
{
    // Data that was written around PlaceTree could hold a ring; a walk must end all the same.
    private const int Deepest = 20;

    /// <summary>Ids of parent, grandparent and so on, nearest first.</summary>
    public static FormattableString Above(Guid id, string role, DateOnly day) => $"""
        with recursive above(place_id, depth) as (
          select parent_id, 1 from places_link where place_id = {id} and role = {role} and valid_from <= {day} and (valid_to is null or valid_to > {day})
          union all
          select l.parent_id, a.depth + 1 from above a join places_link l on l.place_id = a.place_id
          where a.depth < {Deepest} and l.role = {role} and l.valid_from <= {day} and (l.valid_to is null or l.valid_to > {day}))
        select place_id as "Value" from above order by depth
        """;

    /// <summary>Ids of all that is above in two roles, each role by its own way: areas by one, boards by the other; in any order, and perhaps twice.</summary>
    public static FormattableString AboveInBoth(Guid id, string role, string other, DateOnly day) => $"""
        with recursive above(place_id, role, depth) as (
          select parent_id, role, 1 from places_link where place_id = {id} and role in ({role}, {other}) and valid_from <= {day} and (valid_to is null or valid_to > {day})
          union all
          select l.parent_id, a.role, a.depth + 1 from above a join places_link l on l.place_id = a.place_id and l.role = a.role
          where a.depth < {Deepest} and l.valid_from <= {day} and (l.valid_to is null or l.valid_to > {day}))
        select place_id as "Value" from above
        """;

    /// <summary>Ids of all places of a kind anywhere below.</summary>
    /// <remarks>PostgreSQL takes the next level for ten times as large as this one and would read the whole table for it; "lateral … offset 0" makes it search.</remarks>
    public static FormattableString AllBelow(bool postgres, Guid id, string kind, string role, DateOnly day) =>
        postgres ? AllBelowSearched(id, kind, role, day) : AllBelow(id, kind, role, day);

    private static FormattableString AllBelowSearched(Guid id, string kind, string role, DateOnly day) => $"""
        with recursive below(place_id, depth) as (
          select place_id, 1 from places_link where parent_id = {id} and role = {role} and valid_from <= {day} and (valid_to is null or valid_to > {day})
          union all
          select l.place_id, b.depth + 1 from below b cross join lateral (
            select place_id from places_link where parent_id = b.place_id and role = {role} and valid_from <= {day} and (valid_to is null or valid_to > {day}) offset 0) l
          where b.depth < {Deepest})
        select p.place_id as "Value" from below b join places_place p on p.place_id = b.place_id where p.kind = {kind}
        """;

    private static FormattableString AllBelow(Guid id, string kind, string role, DateOnly day) => $"""
        with recursive below(place_id, depth) as (
          select place_id, 1 from places_link where parent_id = {id} and role = {role} and valid_from <= {day} and (valid_to is null or valid_to > {day})
          union all
          select l.place_id, b.depth + 1 from below b join places_link l on l.parent_id = b.place_id
          where b.depth < {Deepest} and l.role = {role} and l.valid_from <= {day} and (l.valid_to is null or l.valid_to > {day}))
        select p.place_id as "Value" from below b join places_place p on p.place_id = b.place_id where p.kind = {kind}
        """;
}
