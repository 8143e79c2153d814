using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Messages;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Web.Jobs;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Mail;

public static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<Letterhead>().BindConfiguration("Mail").Configure<SiteOptions>((letterhead, site) =>
            (letterhead.MarketName, letterhead.PublicUrl) = (site.Name, site.PublicUrl));
        services.AddSingleton<SmtpMailSender>();
        services.AddSingleton<PickupMailSender>();
        services.AddSingleton<IMailSender>(scope => scope.GetRequiredService<IOptions<MailOptions>>().Value.Transport == MailTransport.Smtp
            ? scope.GetRequiredService<SmtpMailSender>()
            : scope.GetRequiredService<PickupMailSender>());
        services.AddOptions<TextOptions>().BindConfiguration("Texts").ValidateDataAnnotations().ValidateOnStart();
        services.AddGatewayClient<TextGateway>().AddTransient<ITextSender>(scope => scope.GetRequiredService<TextGateway>());
        services.AddScoped<SendOutbox>();
        services.AddScoped<ResendMails>();
        services.AddScoped<MailQueue>();
        return services;
    }
}
