namespace Ocop.Market.Catalog.Search;

/// <summary>Words that are one slip of a finger apart: a wrong, missing, doubled or swapped letter.</summary>
public static class OneLetter
{
    public static bool Apart(string left, string right)
    {
        if (left.Length > right.Length) (left, right) = (right, left);
        if (right.Length - left.Length > 1 || left == right) return false;

        var head = 0;
        while (head < left.Length && left[head] == right[head]) head++;
        if (left.Length < right.Length) return Same(left, head, right, head + 1);
        return Same(left, head + 1, right, head + 1)
            || (head + 1 < left.Length && left[head] == right[head + 1] && left[head + 1] == right[head] && Same(left, head + 2, right, head + 2));
    }

    private static bool Same(string left, int from, string right, int start) => left.AsSpan(from).SequenceEqual(right.AsSpan(start));
}
