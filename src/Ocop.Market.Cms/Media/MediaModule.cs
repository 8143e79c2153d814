using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Cms.Media;

public static class MediaModule
{
    public static IServiceCollection AddMedia(this IServiceCollection services, string folder, PictureLimits? limits = null) => services
        .AddSingleton(new MediaFolder(folder))
        .AddSingleton(limits ?? new PictureLimits())
        .AddSingleton<PictureTool>()
        .AddSingleton<MediaStore>();
}
