using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Cms.Media;

public static class MediaRights
{
    /// <summary>Who may only add still describes and takes back what came from them.</summary>
    public static bool MayEdit(Person person, MediaItem item) => MayEdit(person, item.Scope, item.UploadedBy);

    internal static bool MayEdit(Person person, Scope scope, Guid uploadedBy) =>
        person.May(Act.EditMedia, scope) || (uploadedBy == person.Id && person.May(Act.AddMedia, scope));
}
