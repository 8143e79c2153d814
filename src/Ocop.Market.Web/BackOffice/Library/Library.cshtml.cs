using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Media;
using Ocop.Market.Web.Accounts;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Library;

/// <summary>The media library. The form at its top takes one photo or document without a script; with it any number, in pieces.</summary>
[Requires(Act.ReadMedia), RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class LibraryModel(MediaList list, AddMedia add, ScopeNames names, CurrentPerson current, Languages.Words words) : PageModel
{
    /// <summary>Above the largest photo, so that one which is a little too large is refused beside its field.</summary>
    public const long LargestRequest = 40L * 1024 * 1024;

    public MediaPage Found { get; private set; } = null!;
    /// <summary>In how many places each document of the page is used.</summary>
    public IReadOnlyDictionary<Guid, int> Uses { get; private set; } = new Dictionary<Guid, int>();
    public IReadOnlyList<MediaFolder> Folders { get; private set; } = [];
    public IReadOnlyList<(string Path, string Name)> Scopes { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>Null shows all folders.</summary>
    [BindProperty(SupportsGet = true, Name = "thu-muc")]
    public string? Folder { get; set; }

    /// <summary>"anh", "tep", or a document's ending.</summary>
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "da-xoa")]
    public bool InBin { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int Number { get; set; } = 1;

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, string? scope, string? folder, CancellationToken cancel)
    {
        var outcome = await TakeAsync(file, scope, folder ?? "", cancel);
        if (outcome.Succeeded) return RedirectToPage("/BackOffice/Library/Picture", new { outcome.Value.Id });
        Refusals = outcome.Refusals;
        (Folder, Response.StatusCode) = (folder, StatusCodes.Status422UnprocessableEntity);
        await FillAsync(cancel);
        return Page();
    }

    private async Task<Outcome<MediaItem>> TakeAsync(IFormFile? file, string? scope, string folder, CancellationToken cancel)
    {
        if (file is null || file.Length == 0) return new Refusal("picture-empty", "file", "Bạn chưa chọn tệp, hoặc tệp trống.", "No file was chosen, or it is empty.");
        if (!Scope.TryParse(scope, out var place)) return new Refusal("scope-wrong", "scope", "Bạn hãy chọn nơi có tệp này.", "Please choose where this file belongs.");
        await using var stream = file.OpenReadStream();
        return await add.HandleAsync(current.Somebody, new NewMedia(stream, file.FileName, place, folder), cancel);
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        var person = current.Somebody;
        var filter = new MediaFilter(Words ?? "", Request.Query.ContainsKey("thu-muc") || Request.Method == HttpMethods.Post ? Folder ?? "" : null, null, InBin, Number,
            Kind switch { "anh" => MediaKind.Photo, null or "" => null, _ => MediaKind.Document }, FileKinds.FindByEnding(Kind));
        if (Request.Method == HttpMethods.Post && string.IsNullOrEmpty(Folder)) filter = filter with { Folder = null };
        Found = await list.FindAsync(person, filter, cancel);
        Uses = await list.UsesAsync([.. Found.Items.Where(item => item.Kind == MediaKind.Document).Select(item => item.Id)], cancel);
        Folders = await list.FoldersAsync(person, filter, cancel);
        Scopes = [.. (await names.OfAsync(person.ScopesFor(Act.AddMedia), cancel)).Select(scope => (scope.Key.Path, words[scope.Value]))];
    }
}
