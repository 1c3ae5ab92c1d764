using Meent.Foundation;
using Meent.Foundation.Localisation;
using Meent.Foundation.Mail;

namespace Meent.People;

/// <summary>All mail about accounts, each in the language of the one who gets it.</summary>
public sealed class Letters(Mailer mailer, Settings settings)
{
    public void SignUpCode(string email, string code, string language) => Send(email, language, T => AccountLetterTexts.SignUpCode(settings, code, T));

    public void AccountExists(string email) => Send(email, null, AccountLetterTexts.AccountExists);

    public void RecoveryCode(Person person, string code) => Send(person, T => AccountLetterTexts.RecoveryCode(person.Name, code, T));

    public void AccountClosed(Person person) => Send(person, T => AccountLetterTexts.AccountClosed(person.Name, T));

    public void NoAccount(string email, string language) => Send(email, language, AccountLetterTexts.NoAccount);

    private void Send(Person person, Func<Texts, Letter> write)
    {
        if (Persons.RecipientOf(person) is { } recipient) mailer.Send(recipient, write);
    }

    // No name: nobody has proved yet whose address it is.
    private void Send(string email, string? language, Func<Texts, Letter> write)
    {
        if (EmailAddress.TryParse(email, out var address)) mailer.Send(new Recipient(address, null, language), write);
    }
}
