using Meent.Foundation.Web;

namespace Meent.Reflect;

/// <summary>One person has so many open groups already.</summary>
public sealed record TooManyGroups(int Most) : Refusal("You have {0} open groups. Close one or throw one away before you open another.", Most);
