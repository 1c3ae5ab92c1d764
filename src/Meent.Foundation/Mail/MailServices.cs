using Microsoft.Extensions.DependencyInjection;

namespace Meent.Foundation.Mail;

public static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailFolder>().AddSingleton<MailSignal>().AddSingleton(new MailTrust()).AddScoped<Mailer>().AddScoped<MailOutbox>().AddScoped<OldQueue>();
        return services.AddHostedService<MailSender>();
    }
}
