namespace Ocop.Market.Web.Backups;

internal static class Folders
{
    /// <summary>How many files were copied.</summary>
    public static int Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
            count++;
        }

        return count;
    }

    public static bool HasFiles(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any();
}
