using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Users;

namespace Ocop.Market.Cms.Media;

public static class MediaModule
{
    /// <param name="folder">Where pictures are worked upon, and where they lie unless options of "Media" name a bucket.</param>
    public static IServiceCollection AddMedia(this IServiceCollection services, string folder, PictureLimits? limits = null) => services
        .AddOptions()
        .AddSingleton(new MediaDisk(folder))
        .AddSingleton(limits ?? new PictureLimits())
        .AddSingleton<PictureTool>()
        .AddSingleton<IMediaFiles>(services => services.GetRequiredService<IOptions<MediaOptions>>().Value is { Store: MediaStoreKind.S3 } options
            ? new BucketFiles(options.S3)
            : new FolderFiles(services.GetRequiredService<MediaDisk>()))
        .AddSingleton<VisitorsPhotos>()
        .AddSingleton<MediaStore>();

    /// <summary>The library: what needs the database.</summary>
    public static IServiceCollection AddMediaLibrary(this IServiceCollection services) => services
        .AddScoped<AddMedia>()
        .AddScoped<EditMedia>()
        .AddScoped<ReplaceMediaFile>().AddScoped<SignedInPeople>()
        .AddScoped<MoveMediaToBin>()
        .AddScoped<RestoreMedia>()
        .AddScoped<Uploads>()
        .AddScoped<OpenUpload>()
        .AddScoped<ContinueUpload>()
        .AddScoped<FinishUpload>()
        .AddScoped<WorkThroughMedia>()
        .AddScoped<SweepMedia>()
        .AddScoped<MediaList>()
        .AddScoped<OpenLibraryFile>()
        .AddScoped<MediaSheets>();
}
