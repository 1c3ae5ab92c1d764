using Meent.Foundation.Web;

namespace Meent.People;

/// <summary>The same for an address that nobody has: the answer does not tell who has an account.</summary>
public sealed record WrongEmailOrPassword() : Refusal("This e-mail address and password do not go together. Check both and try again.");
