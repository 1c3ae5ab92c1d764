using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.Mail;

public static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailFolder>().AddSingleton<MailSignal>().AddSingleton<Mailer>().AddSingleton(new MailTrust());
        return services.AddHostedService<MailSender>();
    }
}
