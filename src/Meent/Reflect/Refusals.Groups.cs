using Meent.Foundation.Web;

namespace Meent.Reflect;

/// <summary>One person has so many open groups already.</summary>
public sealed record TooManyGroups(int Most) : Refusal("You have {0} open groups. Close one or throw one away before you open another.", Most);

/// <summary>One person opens groups on the same so close together that most say in the second what they said in the first.</summary>
public sealed record GroupTooSoon(int Days) : Refusal(
    "A group that you opened on the same is still open, or closed less than {0} days ago. So close together, one result could be subtracted from the other. Wait, or let somebody of the other team open a group there.", Days);
