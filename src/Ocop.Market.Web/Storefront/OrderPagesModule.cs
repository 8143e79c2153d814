using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Web.Start;
using Ocop.Market.Web.Storefront.Buyers;
using Ocop.Market.Web.Storefront.Cart;
using Ocop.Market.Web.Storefront.Checkout;
using Ocop.Market.Web.Storefront.Orders;
using Ocop.Market.Web.Storefront.PersonalData;

namespace Ocop.Market.Web.Storefront;

public static class OrderPagesModule
{
    public static IServiceCollection AddOrderPages(this IServiceCollection services)
    {
        services.AddOptions<ShippingOptions>().BindConfiguration("Shipping");
        services.AddOptions<OrderOptions>().BindConfiguration("Orders").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PersonalDataOptions>().BindConfiguration("PersonalData").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ReviewOptions>().BindConfiguration("Reviews").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ComplaintOptions>().BindConfiguration("Complaints").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<PersonalArchive>();
        services.AddSingleton<OrderLinks>().AddSingleton<IOrderLinks>(scope => scope.GetRequiredService<OrderLinks>());
        services.AddSingleton<CartCookie>().AddSingleton<CheckoutDraft>();
        services.AddScoped<CartBadgeFilter>().AddScoped<CurrentBuyer>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<CartBadgeFilter>());
        return services;
    }
}
